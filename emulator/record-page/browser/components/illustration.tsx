import type { Base } from './base.ts';
import { ICON_PATHS } from './icon.tsx';

/** The thing that an illustration is about, as an icon; HubSpot's drawings are its own. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  lock: 'locked',
  unlock: 'key',
  electronicSignature: 'signature',
  electronicSignatureEmptyState: 'signature',
  callingSetUp: 'calling',
  companies: 'realEstateListing',
  contacts: 'contact',
  multipleObjects: 'objectAssociations',
  object: 'product',
  task: 'tasks',
  deals: 'salesQuote',
  registration: 'registration',
  developerSecurityUpdate: 'developerProjects',
  social: 'messages',
  leads: 'flame',
  target: 'goal',
  emailConfirmation: 'emailOpen',
  successfullyConnectedEmail: 'email',
  contentStrategy: 'objectAssociationsManyToMany',
  addOnReporting: 'reports',
  productsShoppingCart: 'shoppingCart',
  store: 'shoppingCart',
  storeDisabled: 'block',
  customerSupport: 'questionAnswer',
  customerExperience: 'faceHappy',
  api: 'developerProjects',
  integrations: 'integrations',
  sandboxAddOn: 'test',
  customObjects: 'hubDB',
  paymentsButton: 'paymentSubscriptions',
  automatedTesting: 'test',
  emptyStateCharts: 'generateChart',
  meetings: 'appointment',
  tickets: 'ticket',
  errorGeneral: 'warning',
  errorHourglass: 'delay',
  middlePaneCards: 'website',
  propertiesSidebar: 'listView',
  sidebar: 'readMore',
  announcement: 'campaigns',
  beta: 'test',
  building: 'realEstateListing',
  components: 'salesTemplates',
  cone: 'warning',
  idea: 'bulb',
  missedGoal: 'goal',
  voteAndSearch: 'search',
};

/** A scene around the subject: a window, a soft ground and two dots of HubSpot's colours. */
export const Drawing = ({
  name,
  width,
  height,
}: {
  name: string;
  width?: number | undefined;
  height?: number | undefined;
}) => (
  <svg className="hs-drawing" viewBox="0 0 160 120" width={width} height={height} aria-hidden="true">
    <ellipse cx="80" cy="62" rx="74" ry="52" fill="#e5f5f8" />
    <ellipse cx="80" cy="112" rx="52" ry="5" fill="#dfe3eb" />
    <rect x="34" y="22" width="92" height="78" rx="8" fill="#fff" stroke="#cbd6e2" strokeWidth="2" />
    <path d="M34 37h92" stroke="#cbd6e2" strokeWidth="2" />
    <circle cx="43" cy="29.5" r="2.5" fill="#ff4800" />
    <circle cx="51" cy="29.5" r="2.5" fill="#cbd6e2" />
    <circle cx="128" cy="30" r="7" fill="#ffd5c4" />
    <circle cx="28" cy="84" r="5" fill="#7fd1de" />
    <svg x="60" y="48" width="40" height="40" viewBox="0 0 24 24">
      <path
        d={ICON_PATHS[SUBJECTS[name] ?? 'generateChart']}
        fill="none"
        stroke="#33475b"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  </svg>
);

interface IllustrationProps extends Base {
  readonly name: string;
  readonly alt: string;
  readonly width?: number;
  readonly height?: number;
}

export const Illustration = ({ testId, name, alt, width, height }: IllustrationProps) => (
  <span className="hs-illustration" role="img" aria-label={alt} data-name={name} data-testid={testId}>
    <Drawing name={name} width={width ?? (height === undefined ? 200 : undefined)} height={height} />
  </span>
);
