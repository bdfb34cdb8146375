// On every page.
import "../css/app.css";
import "../icons.svg?url";
import "../mark.svg?url";
import { bindMenus, showWrong } from "../frame/menus";
import { followUnread } from "../frame/unread";

bindMenus(document);
showWrong(document);
followUnread(document);
