import type { Paging } from '../../web/view/queue';

export const PAGE_SIZE = 25;

/** The page asked for, from 1. */
export function pageNumber(text: string): number {
  const n = /^\d{1,5}$/.test(text) ? Number(text) : 1;
  return Math.max(1, n);
}

/** Which lines are shown, and where the pages before and after are. */
export function paging(page: number, shown: number, total: number, pathOf: (page: string) => string, size = PAGE_SIZE): Paging {
  const first = (page - 1) * size;
  return {
    from: shown === 0 ? 0 : first + 1,
    to: first + shown,
    total,
    previous: page > 1 ? pathOf(String(page - 1)) : null,
    next: first + shown < total ? pathOf(String(page + 1)) : null,
  };
}
