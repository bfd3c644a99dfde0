import type { ComponentType } from 'react';
import type * as Main from '@hubspot/ui-extensions';
import type * as Crm from '@hubspot/ui-extensions/crm';
import type * as Experimental from '@hubspot/ui-extensions/experimental';
import type * as Pages from '@hubspot/ui-extensions/pages';
import type * as Home from '@hubspot/ui-extensions/pages/home';
import type { CRM_COMPONENTS } from './crm.ts';
import type { EXPERIMENTAL_COMPONENTS } from './experimental.ts';
import type { PAGE_COMPONENTS } from './pages.ts';
import type { STANDARD_COMPONENTS } from './standard.ts';

/**
 * The type check holds the components against the package: one that leaves out a prop, or a value of a prop, that the
 * package's types name is an error in the last lines. No code comes of this file.
 */
type Ours = typeof STANDARD_COMPONENTS &
  typeof CRM_COMPONENTS &
  typeof PAGE_COMPONENTS &
  typeof EXPERIMENTAL_COMPONENTS;

/** By wire name: a twin of the experimental entry bears a prefix, a part of a compound the name of its whole. */
type Sdk = Omit<typeof Main & typeof Crm & typeof Pages & typeof Home, keyof Compounds> & Twins & Compounds;
type Twins = {
  [K in keyof typeof Experimental as K extends keyof typeof Main ? `Experimental${K}` : K]: (typeof Experimental)[K];
};
interface Compounds {
  Dropdown: ComponentType<Main.DropdownProps>;
  DropdownButtonItem: typeof Main.Dropdown.ButtonItem;
  PageHeader: ComponentType<Pages.PageHeaderProps>;
  PageHeaderPrimaryAction: typeof Pages.PageHeader.PrimaryAction;
  PageHeaderSecondaryActions: typeof Pages.PageHeader.SecondaryActions;
  PageHeaderLink: typeof Pages.PageHeader.Link;
  PageHeaderPageLink: typeof Pages.PageHeader.PageLink;
  PageBreadcrumbs: ComponentType<Pages.PageBreadcrumbsProps>;
  PageBreadcrumbsPageLink: typeof Pages.PageBreadcrumbs.PageLink;
  PageBreadcrumbsCurrent: typeof Pages.PageBreadcrumbs.Current;
}

type PropsOf<C> = C extends ComponentType<infer P> ? P : never;
type Names<P> = P extends P ? keyof P & string : never;
type Value<P, K extends PropertyKey> = P extends P ? (K extends keyof P ? P[K] : never) : never;
type Plain = string | number | boolean;

/** Is a prop of the package, or one of its plain values, missing in ours? */
type Lacks<P, O, K extends PropertyKey> =
  K extends Names<O> ? ([Exclude<Extract<Value<P, K>, Plain>, Value<O, K>>] extends [never] ? false : true) : true;
type GapsOf<Name extends string, P, O> = {
  [K in Names<P>]: Lacks<P, O, K> extends true ? `${Name}.${K}` : never;
}[Names<P>];
type Gap = { [K in keyof Ours]: GapsOf<K, PropsOf<Sdk[K]>, PropsOf<Ours[K]>> }[keyof Ours];

/** Times of a wall clock have no zone: the package says of the prop no more than that it "calculates valid times". */
type WithoutEffect = 'TimeInput.timezone' | 'ExperimentalTimeInput.timezone' | 'Form.preventDefault';

type None<T extends never> = T;
export type EveryPropIsThere = None<Exclude<Gap, WithoutEffect>>;
/** A component without props in the package's types would pass unseen. */
export type EveryComponentHasProps = None<
  { [K in keyof Ours]: Names<PropsOf<Sdk[K]>> extends never ? K : never }[keyof Ours]
>;
/** A router resolves its routes in the card itself; nothing of it reaches the page. */
type InTheCard = 'PageRoutes';
/** Whatever an entry point exports that can be drawn. */
type Drawable = {
  [K in keyof Sdk]: K extends Capitalize<K> ? (Sdk[K] extends ComponentType<infer _> ? K : never) : never;
}[keyof Sdk];
export type EveryComponentIsThere = None<Exclude<Drawable, keyof Ours | InTheCard>>;
export type EveryExceptionIsOne = None<Exclude<WithoutEffect, Gap>>;
// @ts-expect-error A prop that is missing is found,
export type MissingIsFound = None<GapsOf<'Probe', { readonly wanted?: string }, { readonly other?: string }>>;
// @ts-expect-error and so is a value of a prop.
export type ValueIsFound = None<GapsOf<'Probe', { readonly size?: 'sm' | 'lg' }, { readonly size?: 'sm' }>>;
