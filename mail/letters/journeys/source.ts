/** « convention, art. 14 »; « convention » where the published text is known without its number. */
export function source(article: string | null): string {
  if (article === null) return 'convention';
  return article.startsWith('convention') ? article : `convention, ${article}`;
}
