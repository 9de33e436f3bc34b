import type { ComponentChildren } from 'preact';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { registerActPath } from '../../register-paths';
import type { RegisterConventionProps } from '../../view/register';
import { sentOf } from './sent';

interface FoldedProps {
  readonly view: RegisterConventionProps;
  readonly act: Parameters<typeof sentOf>[1];
  readonly summary: string;
  readonly button: string;
  readonly children: ComponentChildren;
}

/** An act of the register's page, folded until it is asked for or comes back refused. */
export function Folded({ view, act, summary, button, children }: FoldedProps) {
  return (
    <details open={sentOf(view, act) !== null}>
      <summary class="small">{summary}</summary>
      <PostForm action={registerActPath(view.id)} tokens={view.tokens} suffix={act} class="mt-2">
        <input type="hidden" name="acte" value={act} />
        {children}
        <button class="btn btn-light btn-sm" type="submit">
          <Icon name="save" />
          {button}
        </button>
      </PostForm>
    </details>
  );
}
