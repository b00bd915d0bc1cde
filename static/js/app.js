import "./elements/copy_text.js";
import "./elements/dialogs.js";
import "./elements/update_notice.js";
