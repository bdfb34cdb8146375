// On every page.
import "../css/app.css";
import "../icons.svg?url";
import "../mark.svg?url";
import { bindMenus, showCurrent, showWrong } from "../frame/menus";
import { followUnread } from "../frame/unread";

bindMenus(document);
showCurrent(document);
showWrong(document);
followUnread(document);
