// Wherever a text is written: whether it seems to be in another language than the one chosen.
import { followGuesses } from "../forms/guess";

followGuesses(document);
