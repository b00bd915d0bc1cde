import "./elements/copy_text.js";
import "./elements/dialogs.js";
import "./elements/filter_list.js";
import "./elements/go_back.js";
import "./elements/installed_field.js";
import "./elements/sign_out.js";
import "./elements/unsent_hint.js";
import "./elements/update_notice.js";
