import { useContext } from 'react';
import { contextText, CrmContext, type CrmAction } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { buttonName } from './button.tsx';
import { problemsOf } from './crm-action-problems.ts';
import { MenuButton } from './dropdown.tsx';
import { hrefOf } from './href.ts';
import { HrefText, linkTarget } from './href-text.tsx';
import { Tooltip } from './tooltip.tsx';
import { useTrigger } from './trigger.tsx';

interface CrmActionProps extends Base, CrmAction {
  readonly onClick?: () => void;
  /** Told why the action cannot be carried out. */
  readonly onError?: ((errors: string[]) => void) | undefined;
  readonly variant?: string;
}
interface CrmActionButtonProps extends CrmActionProps {
  readonly size?: string;
  readonly type?: 'button' | 'reset' | 'submit';
  readonly disabled?: boolean;
}

/** Addresses that HubSpot's page would go to; every other action opens something on this page. */
function targetOf({ actionType, actionContext = {} }: CrmAction): string | null {
  const text = (name: string) => encodeURIComponent(contextText(actionContext, name));
  if (actionType === 'EXTERNAL_URL') return hrefOf(contextText(actionContext, 'href'));
  if (actionType === 'PAGE_APP_LINK') return hrefOf(`/${contextText(actionContext, 'path').replace(/^\/+/, '')}`);
  if (actionType === 'RECORD_APP_LINK' || actionType === 'ENGAGEMENT_APP_LINK')
    return `/records/${text('objectTypeId')}/${text('objectId')}`;
  return null;
}

interface ActionProps extends CrmActionButtonProps {
  readonly className: string;
  readonly role?: 'menuitem';
  readonly tooltip?: string | undefined;
}

function Action({ className, disabled = false, type = 'button', tooltip, ...props }: ActionProps) {
  const { triggerProps, overlay } = useTrigger({ overlay: tooltip ? <Tooltip>{tooltip}</Tooltip> : null });
  const crm = useContext(CrmContext);
  const { testId, children, onClick, onError, role } = props;
  const problems = problemsOf(props);
  const target = problems.length === 0 ? targetOf(props) : null;
  const external = props.actionType === 'EXTERNAL_URL' || props.actionContext?.['external'] === true;
  const shared = { className, role, tabIndex: role ? -1 : undefined, 'data-testid': testId };
  if (target !== null && !disabled) {
    const href = { url: target, external };
    return (
      <>
        <a {...triggerProps} {...shared} {...linkTarget(target, href)} onClick={() => onClick?.()}>
          <HrefText href={href}>{children}</HrefText>
        </a>
        {overlay}
      </>
    );
  }
  const press = () => {
    // With a tooltip it can still be pointed at, to read why it does nothing.
    if (disabled) return;
    onClick?.();
    if (problems.length > 0 && onError) onError(problems);
    else crm?.act(props);
  };
  return (
    <>
      <button
        {...triggerProps}
        {...shared}
        type={type}
        disabled={disabled && !tooltip}
        aria-disabled={disabled || undefined}
        onClick={press}
      >
        {children}
      </button>
      {overlay}
    </>
  );
}

export const CrmActionLink = ({ variant = 'primary', ...props }: CrmActionProps) => (
  <Action {...props} className={`hs-link hs-link-${variant}`} />
);

export const CrmActionButton = ({ size, variant = 'secondary', ...props }: CrmActionButtonProps) => (
  <Action
    {...props}
    className={buttonName({ variant: variant as 'secondary', ...(size === undefined ? {} : { size }) })}
  />
);

interface ActionConfig extends CrmAction {
  readonly type: 'action-library-button' | 'dropdown';
  readonly label?: string;
  readonly disabled?: boolean;
  readonly tooltipText?: string;
  readonly options?: readonly ActionConfig[];
}

interface CardActionsProps extends Base {
  readonly actionConfigs?: readonly ActionConfig[];
  readonly onError?: (errors: string[]) => void;
}

/** A row of actions; a `dropdown` gathers several in a menu. */
export const CrmCardActions = ({ testId, actionConfigs = [], onError }: CardActionsProps) => (
  <div className="hs-crm-actions" data-testid={testId}>
    {actionConfigs.map((config) =>
      config.type === 'dropdown' ? (
        <span key={config.label} title={config.tooltipText}>
          <MenuButton buttonText={config.label ?? 'Actions'} buttonSize="sm" disabled={config.disabled ?? false}>
            {(config.options ?? []).map((option) => (
              <Action
                key={option.label ?? option.actionType}
                {...plain(option)}
                onError={onError}
                role="menuitem"
                className="hs-menu-item"
              >
                {option.label ?? option.actionType}
              </Action>
            ))}
          </MenuButton>
        </span>
      ) : (
        <Action
          key={config.label ?? config.actionType}
          {...plain(config)}
          onError={onError}
          className={buttonName({ size: 'sm' })}
        >
          {config.label ?? config.actionType}
        </Action>
      ),
    )}
  </div>
);

const plain = ({ actionType, actionContext = {}, disabled = false, tooltipText }: ActionConfig) => ({
  tooltip: tooltipText,
  actionType,
  actionContext,
  disabled,
});
