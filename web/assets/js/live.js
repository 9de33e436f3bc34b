// The live list. Progressive enhancement only: every page works without this file.
'use strict';
(() => {
  const { all, one } = guichet;

  // The list follows the server's word, without moving the reader: same scroll, same row.
  const live = one('[data-live]');
  if (live && 'EventSource' in window) {
    let waiting = false;
    async function refresh() {
      if (waiting) return;
      waiting = true;
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
      waiting = false;
      if (answer === null || !answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const focused = document.activeElement?.closest('[data-row]') ? document.activeElement.getAttribute('href') : null;
      for (const selector of ['[data-live]', '.tabs']) {
        const now = one(selector);
        const then = one(selector, fresh);
        if (now && then) now.replaceChildren(...then.childNodes);
      }
      const row = focused && all('[data-row] a.ref').find((link) => link.getAttribute('href') === focused);
      if (row) {
        row.focus({ preventScroll: true });
        row.closest('[data-row]')?.setAttribute('aria-current', 'true');
      }
      const status = one('[data-live-status]');
      if (status) status.textContent = 'En direct';
    }
    const source = new EventSource(live.dataset.live ?? '/file/flux');
    source.addEventListener('file', refresh);
    source.addEventListener('error', () => {
      const status = one('[data-live-status]');
      if (status) status.textContent = 'Liaison interrompue, nouvel essai…';
    });
    addEventListener('pagehide', () => source.close());
  }
})();
