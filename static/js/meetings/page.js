import "./clock.js";
import "./note.js";
import "../elements/print_page.js";
