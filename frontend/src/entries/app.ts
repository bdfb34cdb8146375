// On every page.
import "../css/app.css";
import "../icons.svg?url";
import "../mark.svg?url";
import { bindMenus, showWrong } from "../frame/menus";

bindMenus(document);
showWrong(document);
