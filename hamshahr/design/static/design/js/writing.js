// The pages on which a city writes. Complete without this file; with it, they keep themselves.
import { autosave } from "./autosave.js";
import { findChoices } from "./choosing.js";
import { countWords } from "./counts.js";

autosave();
countWords();
findChoices();
