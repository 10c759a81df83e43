// Every page is complete without this file; with it, it is quicker.
import { addFiles } from "./adding.js";
import { announceResults } from "./announce.js";
import { copyOnRequest } from "./copy.js";
import { keepDrafts } from "./drafts.js";
import { forgetOnSignOut } from "./signing_out.js";
import { closeMenus } from "./menus.js";
import { usePasskeys } from "./passkeys.js";
import { followEarlySteps } from "./returning.js";
import { focusSearch, sendOnEnter } from "./search.js";
import { keepFacets } from "./facets.js";

document.documentElement.classList.add("scripted");
followEarlySteps();
focusSearch();
sendOnEnter();
closeMenus();
keepDrafts();
copyOnRequest();
keepFacets();
usePasskeys();
announceResults();
addFiles();
forgetOnSignOut();
