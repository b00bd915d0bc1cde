/** One question a screen: on and back, by number, and where the address points. */
export class Steps {
  constructor(sections, places, buttons) {
    Object.assign(this, { sections, places, buttons, at: 0 });
  }

  start(hash, first) {
    const asked = this.sections.findIndex(({ id }) => `#${id}` === hash);
    this.show(asked < 0 ? Math.max(first, 0) : asked);
  }

  /** `focus`: whether somebody moved here and reads on from here. */
  show(nth, { focus = false } = {}) {
    this.at = Math.min(Math.max(nth, 0), this.sections.length - 1);
    for (const [index, section] of this.sections.entries()) section.hidden = index !== this.at;
    for (const [index, place] of this.places.entries()) {
      if (index === this.at) place.setAttribute("aria-current", "step");
      else place.removeAttribute("aria-current");
    }
    this.places[this.at].scrollIntoView({ block: "nearest", inline: "center" });
    const [back, on] = this.buttons;
    back.disabled = this.at === 0;
    on.hidden = this.at === this.sections.length - 1;
    if (focus) this.sections[this.at].focus({ preventScroll: true });
    if (focus) scrollTo({ top: 0 });
  }
}
