/** The menus of the rail: pointer, click and Enter open one; Escape, or leaving it, closes it. */
export function startNavigation(): void {
  const sections = [...document.querySelectorAll<HTMLElement>('.shell-section')];
  const show = (section: HTMLElement, open: boolean) => {
    section.classList.toggle('shell-open', open);
    section.querySelector('button')?.setAttribute('aria-expanded', String(open));
  };
  const only = (section: HTMLElement) => {
    for (const each of sections) show(each, each === section);
  };
  for (const section of sections) {
    const button = section.querySelector('button');
    section.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse') only(section);
    });
    section.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') show(section, false);
    });
    button?.addEventListener('click', (event) => {
      // A pointer has opened it already by coming near; only the keyboard's click toggles.
      const byKeyboard = event.detail === 0;
      if (byKeyboard && section.classList.contains('shell-open')) show(section, false);
      else only(section);
    });
    section.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      show(section, false);
      button?.focus();
    });
    section.addEventListener('focusout', (event) => {
      const stays = event.relatedTarget instanceof Node && section.contains(event.relatedTarget);
      if (!stays && !section.matches(':hover')) show(section, false);
    });
  }
}
