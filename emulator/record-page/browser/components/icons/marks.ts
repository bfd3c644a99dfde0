/** Names that stand for a company or a bare sign, drawn by hand, 24 by 24. */
const square = 'M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z';

export const MARKS: Readonly<Record<string, string>> = {
  externalLink: 'M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  exclamation: 'M12 5v9M12 18.5v.01',
  infoNoCircle: 'M12 11v8M10 11h2M9.5 19h5M12 6v.01',
  question: 'M8.5 8.5a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3v.5M12 18.5v.01',
  facebook: `${square}M16 8h-1a2 2 0 0 0-2 2v11M10 13h5.5`,
  googlePlus: `${square}M12 11.5H9.5M12 11.5a3 3 0 1 1-1-2.2M16 9.5v4M14 11.5h4`,
  instagram: `${square}M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM17 7v.01`,
  linkedin: `${square}M7.5 11v6M7.5 7.5v.01M11.5 17v-6M11.5 14c0-2 1-3 2.5-3s2.5 1 2.5 3v3`,
  pinterest: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 13.5a3 3 0 1 1 3 1.5c-1 0-1.5-.6-1.5-.6M12 9.5 10 20',
  quickbooks: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM10.5 16V8.5H9a3 3 0 0 0 0 6M13.5 8v7.5H15a3 3 0 0 0 0-6',
  twitter:
    'M21 6c-1 .5-1.5.7-2.5.8A4 4 0 0 0 11.5 9.5C8 9.5 5.5 8 4 5.5c-1.5 3 0 5.5 1.5 6.5L4 11.5c0 2 1.5 3.5 3 4l-1.5.2C6.5 17 8 17.5 9 17.5 7.5 18.5 5.5 19 3.5 19 11 23 19.5 17.5 19 8.700c.8-.7 1.4-1.5 2-2.700Z',
  x: 'M4 4l11.5 16H20L8.5 4ZM4 20l6.8-7.200M13.2 10.8 19.5 4',
  xing: 'M5 7h3.5l2 3.5L7.5 16H4M14 4h4l-5.5 9.5L16 20h-4l-3.5-6.5Z',
  youtube: 'M5 6h14a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3ZM10 9.5v5l4.5-2.5Z',
};

/** Drawn as a filled shape. */
export const SOLID = new Set(['circleFilled', 'star']);

/** Filled, with the lines inside left white. */
export const INVERTED = new Set(['faceHappyFilled', 'faceNeutralFilled', 'faceSadFilled', 'filledXCircleIcon']);
