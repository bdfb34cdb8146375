// The desk, and the team's page of check-in.
import { followCounts } from "../checkin/counts";
import { openDesk } from "../checkin/desk";
import "../css/checkin.css";

const desk = document.querySelector<HTMLElement>("[data-desk]");
const counts = document.querySelector<HTMLElement>("[data-counts]");
if (desk) openDesk(desk);
if (counts) followCounts(counts);
