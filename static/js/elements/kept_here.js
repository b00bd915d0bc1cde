import { read } from "../today/store.js";

// What somebody typed that has not arrived is sent from whatever page he opens next; the script for it
// is loaded only then.
const kept = document.querySelector("kept-texts");
if (kept && read(`kept.${kept.dataset.user}`)) import(kept.dataset.script);
