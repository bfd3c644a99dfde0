import { useContext } from 'react';
import { contextText, CrmContext, type CrmAction } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { buttonName } from './button.tsx';
import { problemsOf } from './crm-action-problems.ts';
import { MenuButton } from './dropdown.tsx';
import { hrefOf } from './href.ts';
import { HrefText, linkTarget } from './href-text.tsx';

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

type ActionProps = CrmActionButtonProps & { readonly className: string; readonly role?: 'menuitem' };

function Action({ className, disabled = false, type = 'button', ...props }: ActionProps) {
  const crm = useContext(CrmContext);
  const { testId, children, onClick, onError, role } = props;
  const problems = problemsOf(props);
  const target = problems.length === 0 ? targetOf(props) : null;
  const external = props.actionType === 'EXTERNAL_URL' || props.actionContext?.['external'] === true;
  const shared = { className, role, tabIndex: role ? -1 : undefined, 'data-testid': testId };
  if (target !== null && !disabled) {
    const href = { url: target, external };
    return (
      <a {...shared} {...linkTarget(target, href)} onClick={() => onClick?.()}>
        <HrefText href={href}>{children}</HrefText>
      </a>
    );
  }
  const press = () => {
    onClick?.();
    if (problems.length > 0 && onError) onError(problems);
    else crm?.act(props);
  };
  return (
    <button {...shared} type={type} disabled={disabled} onClick={press}>
      {children}
    </button>
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
    {actionConfigs.map((config) => (
      <span key={config.label ?? config.actionType} title={config.tooltipText}>
        {config.type === 'dropdown' ? (
          <MenuButton buttonText={config.label ?? 'Actions'} buttonSize="sm" disabled={config.disabled ?? false}>
            {(config.options ?? []).map((option) => (
              <span key={option.label ?? option.actionType} title={option.tooltipText} role="presentation">
                <Action {...plain(option)} onError={onError} role="menuitem" className="hs-menu-item">
                  {option.label ?? option.actionType}
                </Action>
              </span>
            ))}
          </MenuButton>
        ) : (
          <Action {...plain(config)} onError={onError} className={buttonName({ size: 'sm' })}>
            {config.label ?? config.actionType}
          </Action>
        )}
      </span>
    ))}
  </div>
);

const plain = ({ actionType, actionContext = {}, disabled = false }: ActionConfig) => ({
  actionType,
  actionContext,
  disabled,
});
