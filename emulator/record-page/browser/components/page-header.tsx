import { createContext, useContext } from 'react';
import { buttonName, type ButtonProps } from './button.tsx';
import type { Base } from './base.ts';
import { hrefOf, type Href } from './href.ts';
import { HrefText, linkTarget } from './href-text.tsx';
import { MenuButton } from './dropdown.tsx';
import { PageAnchor, type PageLinkProps } from './page-link.tsx';
import { useTrigger, type TriggerProps } from './trigger.tsx';

/** An action is a button by itself and an entry in the menu of secondary actions. */
const PlaceContext = createContext<'button' | 'menu'>('button');

const look = (place: 'button' | 'menu', variant: ButtonProps['variant'] = 'primary') =>
  place === 'menu'
    ? { className: 'hs-menu-item', role: 'menuitem', tabIndex: -1 }
    : { className: buttonName({ variant, size: 'sm' }) };

export const PageHeader = ({ testId, children }: Base) => (
  <div className="hs-page-header" data-testid={testId}>
    {children}
  </div>
);

export const PageHeaderPrimaryAction = ({ testId, children }: Base) => (
  <span className="hs-page-header-primary" data-testid={testId}>
    {children}
  </span>
);

export const PageHeaderSecondaryActions = ({ testId, children }: Base) => (
  <PlaceContext.Provider value="menu">
    <MenuButton buttonText="Actions" buttonSize="sm" {...(testId ? { testId } : {})}>
      {children}
    </MenuButton>
  </PlaceContext.Provider>
);

export function PageHeaderPageLink(props: PageLinkProps) {
  const place = useContext(PlaceContext);
  return <PageAnchor {...props} {...look(place)} />;
}

interface ActionProps extends TriggerProps {
  readonly href?: Href;
  readonly disabled?: boolean;
}

export const PageHeaderLink = (props: ActionProps) => <Action {...props} variant="primary" />;

function Action({ variant, ...props }: ActionProps & { variant: ButtonProps['variant'] }) {
  const place = useContext(PlaceContext);
  const { testId, children, href, disabled = false } = props;
  const { press, overlay, triggerProps } = useTrigger(props);
  const target = hrefOf(href);
  const shared = { ...triggerProps, ...look(place, variant), onClick: press, 'data-testid': testId };
  return (
    <>
      {target === null || disabled ? (
        <button type="button" {...shared} disabled={disabled}>
          {children}
        </button>
      ) : (
        <a {...shared} {...linkTarget(target, href)}>
          <HrefText href={href}>{children}</HrefText>
        </a>
      )}
      {overlay}
    </>
  );
}

/** The actions of an app home, in the form that HubSpot had before `PageHeader`. */
export const HeaderActions = ({ testId, children }: Base) => (
  <div className="hs-page-header" data-testid={testId}>
    {children}
  </div>
);

export const PrimaryHeaderActionButton = (props: ActionProps) => (
  <span className="hs-page-header-primary">
    <Action {...props} variant="primary" />
  </span>
);

/** HubSpot gathers several of these in a menu; side by side they do the same. */
export const SecondaryHeaderActionButton = (props: ActionProps) => <Action {...props} variant="secondary" />;
