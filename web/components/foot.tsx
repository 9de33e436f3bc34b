import { accessibilityPath, helpPath } from '../help-paths';

/** Under every page, signed in or not. The law wants the first link worded with the state of conformity. */
export function Foot() {
  return (
    <footer class="foot-page small">
      <a href={accessibilityPath()}>Accessibilité : non conforme</a>
      <a href={helpPath()}>Aide</a>
    </footer>
  );
}
