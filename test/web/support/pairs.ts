// Run in the page. A pair is a text's colour, size and weight on what lies behind it: the header, a chip, a button are the same
// on a hundred pages, and axe-core spends most of its time on measuring them again. What has once been found good is not asked twice.

/**
 * Marks (`data-new-pair`) each element whose text shows a pair that is not yet known to be good in this browser context.
 * Where something may lie between a text and its background (it is positioned, or fades) the pair is never taken for known.
 * @returns how many are marked
 */
export function newPairs(): number {
  const known = new Set((localStorage.getItem('pairs') ?? '').split('\n'));
  const clear = (colour: string): boolean => colour === 'transparent' || /, 0\)$/.test(colour);
  const opaque = (colour: string): boolean => !clear(colour) && !/^rgba|\//.test(colour);

  const behind = (from: Element): string | null => {
    const seen: string[] = [];
    for (let element: Element | null = from; element !== null; element = element.parentElement) {
      const style = getComputedStyle(element);
      if (style.opacity !== '1' || style.filter !== 'none' || style.backgroundImage !== 'none') return null;
      if (!clear(style.backgroundColor)) seen.push(style.backgroundColor);
      if (opaque(style.backgroundColor)) return seen.join();
      if (['absolute', 'fixed', 'sticky'].includes(style.position) || style.float !== 'none') return null;
    }
    return seen.join();
  };
  const pairOf = (element: Element): string | null => {
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const under = behind(element);
    const exempt = element.closest(':disabled, [aria-disabled=true], label, [inert]') !== null;
    return under === null || exempt ? null : [color, fontSize, fontWeight, under].join(' ');
  };
  const shows = (element: Element): boolean =>
    element.matches('input, select, textarea') || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');

  let marked = 0;
  for (const element of document.body.querySelectorAll('*')) {
    element.removeAttribute('data-new-pair');
    if (!shows(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const pair = pairOf(element);
    if (pair !== null && known.has(pair)) continue;
    element.setAttribute('data-new-pair', pair ?? '');
    marked += 1;
  }
  return marked;
}

/** Takes the marks away; `good`: their pairs need not be measured again. */
export function rememberPairs(good: boolean): void {
  const pairs = new Set((localStorage.getItem('pairs') ?? '').split('\n'));
  for (const element of document.querySelectorAll('[data-new-pair]')) {
    const pair = element.getAttribute('data-new-pair');
    if (good && pair !== null && pair !== '') pairs.add(pair);
    element.removeAttribute('data-new-pair');
  }
  localStorage.setItem('pairs', [...pairs].join('\n'));
}
