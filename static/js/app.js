import "./elements/copy_text.js";
import "./elements/dialogs.js";
import "./elements/kept_here.js";
import "./elements/update_notice.js";
