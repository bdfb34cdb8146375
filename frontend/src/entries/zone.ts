// Pages with a deadline: the link that shows it on the reader's own clock.
import { offerOwnZone } from "../programme/page";

offerOwnZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
