// The live list. Progressive enhancement only: every page works without this file.
'use strict';
(() => {
  const { all, one } = guichet;
  const live = one('[data-live]');
  if (!live || !('EventSource' in window)) return;

  /** @type {Document | null} */
  let fresh = null;
  let waiting = false;
  let again = false;

  /** Somebody is at work in the list: nothing may move under their eyes before they ask. */
  const engaged = () => live.matches(':hover') || live.contains(document.activeElement) || one('[data-several-box]:checked', live) !== null || one('details[open]:not(.more)', live) !== null;
  /** @param {string} text */
  const say = (text) => {
    const status = one('[data-live-status]');
    if (status) status.textContent = text;
  };
  /** @param {ParentNode} root @returns {Map<string, HTMLElement>} */
  const rowsOf = (root) => new Map(all('[data-row]', root).map((row) => [row.dataset.row ?? '', row]));
  /** What is said of a ticket, without the time that is left: that passes by itself. @param {HTMLElement} row */
  const words = (row) => [...row.children].slice(0, -1).map((cell) => cell.textContent ?? '').join('|');

  async function look() {
    if (waiting) {
      again = true;
      return;
    }
    waiting = true;
    const answer = await fetch(location.href, { headers: { accept: 'text/html', 'x-guichet-refresh': '1' } }).catch(() => null);
    const text = answer !== null && answer.ok ? await answer.text().catch(() => null) : null;
    waiting = false;
    if (text !== null) compare(new DOMParser().parseFromString(text, 'text/html'));
    if (!again) return;
    again = false;
    await look();
  }

  /** Rows that are there on both sides say what is new where they stand; what came, went or moved waits to be asked for. @param {Document} then */
  function compare(then) {
    fresh = then;
    const now = rowsOf(live);
    const next = rowsOf(then);
    const changed = [...next].filter(([reference, row]) => now.has(reference) && update(now.get(reference) ?? row, row)).map(([reference]) => reference);
    const came = [...next.keys()].filter((reference) => !now.has(reference)).length;
    const gone = [...now.keys()].filter((reference) => !next.has(reference)).length;
    const moved = came + gone === 0 && [...next.keys()].join() !== [...now.keys()].join();
    tabs(then);
    if ((came + gone > 0 || moved) && engaged()) offer(came, gone);
    else if (came + gone > 0 || moved) apply();
    const first = changed[0];
    if (changed.length === 1 && first !== undefined) say(`La demande ${first} a changé.`);
    else if (changed.length > 1) say(`${changed.length} demandes ont changé.`);
    else if (came + gone === 0 && !moved) say('En direct');
  }

  /** Puts the new words of a row in their cells, but for the cell one is in and the box one may have checked. @param {HTMLElement} row @param {HTMLElement} then */
  function update(row, then) {
    const differs = words(row) !== words(then);
    [...then.children].forEach((cell, i) => {
      const mine = row.children[i];
      if (mine && i > 0 && !mine.contains(document.activeElement)) mine.replaceChildren(...[...cell.childNodes].map((node) => document.importNode(node, true)));
    });
    row.className = then.className;
    row.classList.toggle('changed', differs || row.classList.contains('changed'));
    return differs;
  }

  /** @param {Document} then */
  function tabs(then) {
    const mine = one('.tabs');
    const theirs = one('.tabs', then);
    if (mine && theirs && !mine.contains(document.activeElement)) mine.replaceChildren(...[...theirs.childNodes].map((node) => document.importNode(node, true)));
  }

  /** @param {number} came @param {number} gone */
  function offer(came, gone) {
    const parts = [came > 0 ? `${came} arrivée${came > 1 ? 's' : ''}` : '', gone > 0 ? `${gone} partie${gone > 1 ? 's' : ''}` : ''].filter((part) => part !== '');
    say(parts.length > 0 ? `File changée : ${parts.join(', ')}.` : 'L’ordre de la file a changé.');
    const button = one('[data-live-apply]');
    if (button) button.hidden = false;
  }

  /** The list as it is now, at the same place: the row one was on stays where it was on the screen, boxes stay checked. */
  function apply() {
    const then = fresh && one('[data-live]', fresh);
    if (!then) return;
    const held = document.activeElement?.closest('[data-row]') ?? all('[data-row]').find((row) => row.getBoundingClientRect().bottom > 0) ?? null;
    const reference = held?.getAttribute('data-row') ?? '';
    const top = held?.getBoundingClientRect().top ?? 0;
    const focused = document.activeElement?.closest('[data-row]') !== null;
    const checked = new Set(all('[data-several-box]:checked').map((box) => box.getAttribute('value')));
    live?.replaceChildren(...[...then.childNodes].map((node) => document.importNode(node, true)));
    for (const box of all('[data-several-box]')) if (box instanceof HTMLInputElement && checked.has(box.value)) box.checked = true;
    const row = rowsOf(document).get(reference);
    if (row && top > 0) scrollBy(0, row.getBoundingClientRect().top - top);
    if (row && focused) {
      one('a.ref', row)?.focus({ preventScroll: true });
      row.setAttribute('aria-current', 'true');
    }
    document.dispatchEvent(new Event('guichet:list'));
    say('En direct');
  }
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-live-apply]')) apply();
  });

  const source = new EventSource(live.dataset.live ?? '/file/flux');
  source.addEventListener('file', () => void look());
  source.addEventListener('open', () => say('En direct'));
  source.addEventListener('error', () => say('Liaison interrompue, nouvel essai…'));
  addEventListener('pagehide', () => source.close());
})();
