// Tells the sign-in whether this is the installed app, whose session lasts longer.
const standalone =
  navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;
const field = document.querySelector("[data-installed]");
if (field && standalone) field.value = "1";
