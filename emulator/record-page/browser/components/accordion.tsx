import { shortSize, type Base } from './base.ts';
import { useTold } from './told.ts';

interface AccordionProps extends Base {
  readonly title: string;
  readonly defaultOpen?: boolean;
  readonly open?: boolean;
  readonly disabled?: boolean;
  readonly size?: string;
  readonly onClick?: () => void;
}

/** Open by its own state, or by `open` when the card tells. */
export function Accordion({
  testId,
  children,
  title,
  defaultOpen = false,
  open,
  disabled = false,
  size,
  onClick,
}: AccordionProps) {
  const [own, setOwn] = useTold(open, defaultOpen);
  const press = () => {
    if (open === undefined) setOwn(!own);
    onClick?.();
  };
  return (
    <div className={`hs-accordion hs-accordion-${shortSize(size, 'sm')}`} data-testid={testId}>
      <button type="button" aria-expanded={own} disabled={disabled} onClick={press}>
        <i className="hs-chevron" aria-hidden="true" />
        {title}
      </button>
      {own ? <div className="hs-accordion-body">{children}</div> : null}
    </div>
  );
}
