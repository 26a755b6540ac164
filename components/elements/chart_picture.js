/* The picture of a chart that a reader saves: the drawing with its title, its subtitle and its source, as SVG or PNG. */

/* The lines of a text that fit a width, and an SVG element with them. */
const textLines = (words, x, top, width, { size, weight, ink }) => {
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = `${weight} ${size}px sans-serif`;
  const lines = [];
  for (const word of words.split(/\s+/)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (!lines.length || measure.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const text = svgElement('text', { 'font-family': '"Source Sans", Arial, sans-serif', 'font-size': size, 'font-weight': weight, fill: ink });
  lines.forEach((line, number) => {
    const span = svgElement('tspan', { x, y: top + (number + 1) * size * 1.35 });
    span.textContent = line;
    text.append(span);
  });
  return { text, height: lines.length * size * 1.35 };
};

/* Gives each text of a copied drawing the length it has on the page: in a picture its font may be a wider one. */
const keepTextLengths = (drawn, copied) => {
  const copies = copied.querySelectorAll('text, tspan');
  drawn.querySelectorAll('text, tspan').forEach((text, number) => {
    const length = text.querySelector('tspan') ? 0 : text.getComputedTextLength();
    if (!length) return;
    copies[number].setAttribute('textLength', length);
    copies[number].setAttribute('lengthAdjust', 'spacingAndGlyphs');
  });
};

/* A chart as it is drawn, as one SVG: its title and subtitle above, its layers with their key, and its source below. */
const pictureOf = (chart, { title, subtitle, foot, alt }) => {
  const { width, height } = chart.getBoundingClientRect();
  const { color } = getComputedStyle(document.querySelector('h1'));
  const paper = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor;
  const head = textLines(title, 12, 6, width - 24, { size: 16, weight: 600, ink: color });
  const second = textLines(subtitle, 12, 8 + head.height, width - 24, { size: 13, weight: 400, ink: color });
  const top = head.height + second.height + 22;
  const bottom = top + height;
  const source = textLines(foot, 12, bottom, width - 24, { size: 13, weight: 400, ink: color });
  const size = { width, height: bottom + source.height + 14 };
  const picture = svgElement('svg', { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: 'img' });
  const description = svgElement('desc', {});
  description.textContent = alt;
  picture.append(description, svgElement('rect', { ...size, fill: paper }), head.text, second.text);
  for (const layer of chart.querySelectorAll('.main-svg')) {
    const copied = layer.cloneNode(true);
    copied.removeAttribute('style');
    keepTextLengths(layer, copied);
    copied.setAttribute('y', top);
    picture.append(copied);
  }
  picture.append(source.text);
  return { svg: new XMLSerializer().serializeToString(picture), ...size };
};

const download = (blob, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/* Saves a chart of this page as an SVG or a PNG file, twice as large as on the screen. Nothing leaves the browser. */
const saveChart = ({ chart, file, ...words }) => async () => {
  const drawn = document.querySelector(`.st-key-${CSS.escape(chart)} .js-plotly-plot`);
  if (!drawn) return;
  const { svg, width, height } = pictureOf(drawn, words);
  if (file.endsWith('.svg')) {
    download(new Blob([svg], { type: 'image/svg+xml' }), file);
    return;
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, file), 'image/png');
};
