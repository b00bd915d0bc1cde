import "./take_paper.js";
