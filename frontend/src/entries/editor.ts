// The draft programme's grid by keys.
import "../css/editor.css";
import { openGrid } from "../programme/grid";

const grid = document.querySelector<HTMLTableElement>("table[data-grid]");
if (grid) openGrid(grid, sessionStorage);
