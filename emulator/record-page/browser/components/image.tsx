import { hrefOf, type Href } from './href.ts';
import { linkTarget } from './href-text.tsx';
import { useTrigger, type TriggerProps } from './trigger.tsx';

interface ImageProps extends TriggerProps {
  readonly src: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly href?: Href;
}

export function Image(props: ImageProps) {
  const { testId, src, alt = '', width, height, href } = props;
  const { press, overlay, triggerProps } = useTrigger(props);
  const target = hrefOf(href);
  const pressable = target !== null || props.onClick !== undefined || props.overlay !== undefined;
  const image = <img className="hs-image" src={src} alt={alt} width={width} height={height} data-testid={testId} />;
  if (!pressable) return image;
  const shared = { ...triggerProps, className: 'hs-link hs-image-link', onClick: press };
  // An image without a text of its own still needs a name once it can be pressed.
  const named = alt === '' ? { 'aria-label': target ?? 'Image' } : {};
  return (
    <>
      {target === null ? (
        <button type="button" {...shared} {...named}>
          {image}
        </button>
      ) : (
        <a {...linkTarget(target, href)} {...shared} {...named}>
          {image}
        </a>
      )}
      {overlay}
    </>
  );
}
