// A ticket's page: who else is there, what happened meanwhile, what is on its way. Progressive enhancement only.
'use strict';
(() => {
  const { all, one } = guichet;
  const url = document.body.dataset.pageLive;
  if (!url) return;
  /** The request's own page: this one may be the answer to a form. */
  const page = url.replace(/\/flux.*$/, '');

  // A reply template goes where the cursor is, as if it had been typed: it can be undone, and it is kept as a draft.
  for (const button of all('[data-insert]'))
    button.addEventListener('click', async (event) => {
      event.preventDefault();
      const box = button.closest('[data-templates]');
      const select = box?.querySelector('select');
      const text = button.closest('form')?.querySelector('textarea');
      if (!select || !text || select.value === '') return select?.focus();
      const answer = await fetch(box.dataset.templates.replace('MODELE', encodeURIComponent(select.value))).catch(() => null);
      if (!answer?.ok) return button.closest('form').requestSubmit(button);
      const at = text.selectionStart;
      const words = await answer.text();
      text.setRangeText(at > 0 && !text.value.slice(0, at).endsWith('\n') ? `\n\n${words}` : words, at, text.selectionEnd, 'end');
      text.focus();
      text.dispatchEvent(new Event('input', { bubbles: true }));
    });

  /** The parts that speak of the ticket are renewed; forms, and what is typed in them, stay as they are. */
  async function refresh() {
    const answer = await fetch(page, { headers: { accept: 'text/html', 'x-guichet-refresh': '1' } }).catch(() => null);
    if (answer === null || !answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of all('[data-fresh]')) {
      const then = one(`[data-fresh="${part.dataset.fresh}"]`, fresh);
      if (then === null || then.innerHTML === part.innerHTML) continue;
      const inside = part.contains(document.activeElement);
      part.replaceChildren(...then.childNodes);
      if (inside) focusNear(part);
    }
    countDown();
  }

  /** What had the focus is gone: the reader stays where it was. @param {HTMLElement} part */
  function focusNear(part) {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }

  /** « Départ dans 7 s »: said to the eye each second, to the ear once. */
  let ticking = 0;
  function countDown() {
    clearInterval(ticking);
    const bars = all('[data-sending]').map((bar) => ({ bar, until: performance.now() + Number(bar.dataset.left) * 1000 }));
    if (bars.length === 0) return;
    const show = () => {
      for (const { bar, until } of bars) {
        const left = Math.ceil((until - performance.now()) / 1000);
        const clock = one('[data-sending-left]', bar);
        if (clock) clock.textContent = left > 0 ? `${left}\u00a0s` : 'maintenant';
        if (left <= 0) for (const button of all('button', bar)) button.setAttribute('aria-disabled', 'true');
      }
    };
    show();
    ticking = setInterval(show, 1000);
  }
  countDown();

  if (!('EventSource' in window)) return;
  const source = new EventSource(url);
  source.addEventListener('presence', (event) => {
    const line = one('[data-presence]');
    if (line) line.textContent = JSON.parse(event.data);
  });
  source.addEventListener('demande', () => void refresh());
  addEventListener('pagehide', () => source.close());
})();
