import { useId } from 'react';
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
export function Accordion(props: AccordionProps) {
  const { testId, children, title, defaultOpen = false, open, disabled = false, size, onClick } = props;
  const [own, setOwn] = useTold(open, defaultOpen);
  const id = useId();
  const press = () => {
    if (open === undefined) setOwn(!own);
    onClick?.();
  };
  return (
    <div className={`hs-accordion hs-accordion-${shortSize(size, 'sm')}`} data-testid={testId}>
      <button
        type="button"
        id={`${id}-title`}
        aria-expanded={own}
        aria-controls={own ? id : undefined}
        disabled={disabled}
        onClick={press}
      >
        <i className="hs-chevron" aria-hidden="true" />
        {title}
      </button>
      {own ? (
        <div id={id} role="region" aria-labelledby={`${id}-title`} className="hs-accordion-body">
          {children}
        </div>
      ) : null}
    </div>
  );
}
