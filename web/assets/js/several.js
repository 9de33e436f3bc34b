// Several tickets at once: ranges with Shift, all of the page, how many. Progressive enhancement only: boxes and bar work without this file.
'use strict';
(() => {
  const { all, one } = guichet;
  /** @returns {HTMLInputElement[]} */
  const boxes = () => all('[data-several-box]').filter((box) => box instanceof HTMLInputElement);
  /** @type {HTMLInputElement | null} */
  let last = null;

  function tell() {
    const checked = boxes().filter((box) => box.checked).length;
    const count = one('[data-several-count]');
    if (count) count.textContent = checked === 0 ? 'Aucune demande cochée' : checked === 1 ? '1 demande cochée' : `${checked} demandes cochées`;
    const whole = one('[data-several-all]');
    if (whole instanceof HTMLInputElement) {
      whole.hidden = false;
      whole.checked = checked > 0 && checked === boxes().length;
      whole.indeterminate = checked > 0 && checked < boxes().length;
    }
    if (checked === 0) one('[data-several]')?.classList.remove('shown');
  }

  document.addEventListener('click', (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    if (box.matches('[data-several-all]')) for (const each of boxes()) each.checked = box.checked;
    else if (box.matches('[data-several-box]')) {
      const list = boxes();
      const [from, to] = [last === null ? -1 : list.indexOf(last), list.indexOf(box)];
      if (event.shiftKey && from >= 0) for (const each of list.slice(Math.min(from, to), Math.max(from, to) + 1)) each.checked = box.checked;
      last = box;
    } else return;
    tell();
  });
  document.addEventListener('reset', (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-several]')) return;
    event.preventDefault();
    for (const box of boxes()) box.checked = false;
    tell();
  });
  document.addEventListener('guichet:list', tell);
  addEventListener('pageshow', tell);
  if (boxes().length > 0) tell();
})();
