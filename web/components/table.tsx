/** The head of a table whose lines become cards on a phone; its roles are said again, for `display` takes them away there. */
export function Heads({ titles }: { titles: readonly string[] }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {titles.map((title) => (
          <th scope="col" role="columnheader">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
