#!/usr/bin/env node
// Draw the region once, from Natural Earth's public-domain outlines; the results are kept in static/map/region.json
// and static/mark.svg, the river alone, which is the site's mark.
//
//   npm install --prefix /tmp/map world-atlas@2 topojson-client@3 topojson-simplify@3
//   node bin/make_map.mjs /tmp/map/node_modules
//
// The projection is equirectangular, true at 17.5° N. China is cut where the frame ends, beyond Yunnan and Guangxi.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const modules = process.argv[2];
const require = createRequire(`${modules}/`);
const { feature, merge } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");

const WEST = 91.2, EAST = 115, SOUTH = 5, NORTH = 29.4, WIDTH = 720;
const SCALE = WIDTH / (EAST - WEST), STRETCH = 1 / Math.cos((17.5 * Math.PI) / 180);
const HEIGHT = Math.round((NORTH - SOUTH) * SCALE * STRETCH);
const DETAIL = 5;     // square pixels: triangles smaller than this go
const ISLAND = 14;    // square pixels: islands smaller than this go
const MARGIN = 8;     // the cut lies outside the frame, so that it is not seen as a coast

// Hong Kong and Macau are drawn with China, as one coast.
const COUNTRIES = { MM: ["104"], KH: ["116"], CN: ["156", "344", "446"], LA: ["418"], TH: ["764"], VN: ["704"] };
const NEIGHBOURS = ["356", "050", "064", "458", "360", "158", "608", "096", "702"];

// Where each name reads best, by eye: longitude, latitude of its middle.
const LABELS = { MM: [95.6, 21.3], KH: [104.9, 12.75], CN: [104.4, 25.4], LA: [103.2, 19.55], TH: [101.1, 15.6], VN: [108.2, 14.6] };

const PLACES = {
  "Chiang Mai": [98.98, 18.79], Bangkok: [100.5, 13.75], "Mae Sot": [98.57, 16.71], Yangon: [96.16, 16.84], "Nay Pyi Taw": [96.13, 19.76],
  "Phnom Penh": [104.92, 11.56], Vientiane: [102.63, 17.97], Hanoi: [105.85, 21.03], "Ho Chi Minh City": [106.66, 10.78],
  Kunming: [102.83, 24.88], Nanning: [108.37, 22.82], "Hong Kong": [114.17, 22.32],
};

// The Mekong by hand, from its gorges to the sea, through places anyone can look up.
const MEKONG = [
  [98.55, 29.9], [98.6, 29.05],   // Yanjing
  [98.81, 28.45],                 // Deqin
  [98.91, 28.02], [99.13, 27.2],  // Cizhong, Weixi
  [99.1, 26.45], [99.35, 25.59],  // Lanping, Gongguoqiao
  [99.33, 25.1], [100.09, 24.7],  // Baoshan, Xiaowan
  [100.37, 24.02], [100.43, 22.65], // Dachaoshan, Nuozhadu
  [100.79, 22.0], [101.14, 21.6], // Jinghong, Guanlei
  [100.65, 20.89], [100.08, 20.35], // Xieng Kok, the Golden Triangle
  [100.41, 20.26], [101.13, 19.89], // Chiang Khong, Pak Beng
  [102.21, 20.05], [102.13, 19.89], // Pak Ou, Luang Prabang
  [101.81, 19.25], [101.41, 18.21], // Xayaboury, Pak Lay
  [101.66, 17.9], [102.27, 18.07], // Chiang Khan, Sangkhom
  [102.6, 17.95], [102.75, 17.88], // Vientiane, Nong Khai
  [103.65, 18.37], [104.78, 17.41], // Paksan, Nakhon Phanom
  [104.75, 16.55], [105.22, 16.04], // Savannakhet, Khemarat
  [105.5, 15.32], [105.8, 15.12], // Khong Chiam, Pakse
  [105.85, 14.12], [105.97, 13.52], // Khone, Stung Treng
  [105.96, 12.78], [106.02, 12.48], // Sambor, Kratie
  [105.46, 12.0], [104.94, 11.56], // Kampong Cham, Phnom Penh
  [105.28, 11.26], [105.24, 10.8], // Neak Loeung, Tan Chau
  [105.63, 10.43], [105.97, 10.28], // Cao Lanh, Vinh Long
  [106.36, 10.33], [106.78, 10.18], // My Tho, the eastern mouth
];
const BASSAC = [[104.94, 11.56], [105.1, 11.1], [105.13, 10.7], [105.44, 10.38], [105.79, 10.03], [106.2, 9.52]];

const round = (n) => Math.round(n * 10) / 10;
const project = ([lon, lat]) => [(lon - WEST) * SCALE, (NORTH - lat) * SCALE * STRETCH];
const point = (lonLat) => project(lonLat).map(round);

function projected(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => project([(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
  });
  const { transform, ...rest } = topology;
  return { ...rest, arcs };
}

// Sutherland and Hodgman: keep what lies on the inner side of each edge of the frame.
function clip(ring) {
  const edges = [
    [0, -MARGIN, 1], [0, WIDTH + MARGIN, -1], [1, -MARGIN, 1], [1, HEIGHT + MARGIN, -1],
  ];
  for (const [axis, at, side] of edges) {
    const kept = [];
    ring.forEach((b, i) => {
      const a = ring[(i || ring.length) - 1];
      const [inA, inB] = [a, b].map((p) => (p[axis] - at) * side >= 0);
      const t = (at - a[axis]) / (b[axis] - a[axis]);
      if (inA !== inB) kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
      if (inB) kept.push(b);
    });
    ring = kept;
  }
  return ring;
}

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return sum + (x * v - u * y) / 2;
}, 0));

function path(multiPolygon) {
  const rings = multiPolygon.coordinates.flat().map((ring) => clip(ring.slice(0, -1))).filter((ring) => ring.length > 2 && area(ring) > ISLAND);
  return rings.map(relative).join("");
}

// Relative moves in tenths of a pixel make the shortest path.
function relative(ring) {
  const steps = ring.map((p) => p.map((n) => Math.round(n * 10)));
  let [x, y] = steps[0];
  let d = `M${x / 10} ${y / 10}l`;
  for (const [u, v] of steps.slice(1)) {
    if (u !== x || v !== y) d += `${(u - x) / 10} ${(v - y) / 10} `;
    [x, y] = [u, v];
  }
  return `${d.trim()}z`.replaceAll(" -", "-").replaceAll(/(^|[^\d])0\./g, "$1.");
}

// A smooth curve through every point (Catmull and Rom), as cubic Béziers.
function curve(points) {
  const p = points.map(project), at = (i) => p[Math.max(0, Math.min(p.length - 1, i))];
  let d = `M${p[0].map(round).join(" ")}`;
  for (let i = 0; i < p.length - 1; i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const control = (from, to, near, sign) => near.map((n, k) => round(n + (sign * (to[k] - from[k])) / 6));
    d += `C${[...control(a, c, b, 1), ...control(b, e, c, -1), ...c.map(round)].join(" ")}`;
  }
  return d;
}

const atlas = JSON.parse(readFileSync(`${modules}/world-atlas/countries-10m.json`));
const topology = simplify(presimplify(projected(atlas)), DETAIL);
const shapes = (ids) => merge(topology, topology.objects.countries.geometries.filter((g) => ids.includes(g.id)));

const region = {
  source: "Natural Earth (public domain), by bin/make_map.mjs",
  width: WIDTH,
  height: HEIGHT,
  countries: Object.fromEntries(Object.entries(COUNTRIES).map(([code, ids]) => {
    const [x, y] = point(LABELS[code]);
    return [code, { path: path(shapes(ids)), x, y }];
  })),
  neighbours: path(shapes(NEIGHBOURS)),
  river: curve(MEKONG) + curve(BASSAC),
  places: Object.fromEntries(Object.entries(PLACES).map(([name, lonLat]) => {
    const [x, y] = point(lonLat);
    return [name, { x, y }];
  })),
};
writeFileSync(new URL("../static/map/region.json", import.meta.url), `${JSON.stringify(region, null, 1)}\n`);
writeFileSync(new URL("../static/mark.svg", import.meta.url), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="34 -10 640 640">
  <rect x="34" y="-10" width="640" height="640" rx="60" fill="#0b5563"/>
  <path d="${region.river}" fill="none" stroke="#fbf8f2" stroke-width="34" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`);
