// A session's board, and the hall's page and screen.
import { openBoard } from "../boards/board";
import { openHall } from "../boards/hall";
import "../css/board.css";

const board = document.querySelector<HTMLElement>("[data-board]");
const hall = document.querySelector<HTMLElement>("[data-hall]");
if (board) openBoard(board);
if (hall) openHall(hall);
