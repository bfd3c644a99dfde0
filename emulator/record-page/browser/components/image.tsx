import { externalLink, hrefOf, type Href } from './href.ts';
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
  const { press, overlay } = useTrigger(props);
  const target = hrefOf(href);
  const image = <img className="hs-image" src={src} alt={alt} width={width} height={height} data-testid={testId} />;
  if (target !== null) {
    return (
      <a href={target} {...externalLink(href)} onClick={press}>
        {image}
      </a>
    );
  }
  const pressable = props.onClick !== undefined || props.overlay !== undefined;
  return (
    <>
      {pressable ? (
        <button type="button" className="hs-link" onClick={press}>
          {image}
        </button>
      ) : (
        image
      )}
      {overlay}
    </>
  );
}
