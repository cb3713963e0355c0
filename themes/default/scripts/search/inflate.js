// Raw DEFLATE (RFC 1951) -> bytes, for browsers that cannot themselves (Safari before 16.4, Firefox before 113, Chrome before 103). Loaded only there.
globalThis.peerpressInflate = function inflate(bytes) {
  let out = new Uint8Array(bytes.length * 6 + 99), size = 0, at = 0, held = 0, have = 0, last;
  const need = count => {
    while (have < count) { if (at >= bytes.length) throw new Error("truncated"); held |= bytes[at++] << have; have += 8; }
  };
  const take = count => { need(count); const value = held & (1 << count) - 1; held >>>= count; have -= count; return value; };
  const room = count => { if (size + count > out.length) { const more = new Uint8Array((size + count) * 2); more.set(out); out = more; } };
  // Canonical Huffman code: codes of each length, and symbols in the order of their codes.
  const code = lengths => {
    const counts = new Uint16Array(16), symbols = [], starts = [];
    for (const length of lengths) if (length) counts[length]++;
    for (let length = 1, sum = 0; length < 16; length++) { starts[length] = sum; sum += counts[length]; }
    lengths.forEach((length, symbol) => { if (length) symbols[starts[length]++] = symbol; });
    return [counts, symbols];
  };
  const symbol = ([counts, symbols]) => {
    for (let length = 1, value = 0, start = 0, index = 0; length < 16; length++) {
      value |= take(1);
      if (value - counts[length] < start) return symbols[index + value - start];
      index += counts[length]; start = start + counts[length] << 1; value <<= 1;
    }
    throw new Error("broken");
  };
  do {
    last = take(1);
    const type = take(2);
    if (!type) {
      held = have = 0;
      const length = bytes[at] | bytes[at + 1] << 8;
      room(length); out.set(bytes.subarray(at + 4, at + 4 + length), size); size += length; at += 4 + length;
      continue;
    }
    let literals, distances;
    if (type === 1) {
      literals = code(Array.from({ length: 288 }, (_, i) => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
      distances = code(Array(30).fill(5));
    } else {
      const many = take(5) + 257, far = take(5) + 1, lengths = Array(19).fill(0), all = [];
      for (let i = 0, count = take(4) + 4; i < count; i++) lengths[[16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15][i]] = take(3);
      const tree = code(lengths);
      while (all.length < many + far) {
        const one = symbol(tree);
        if (one < 16) all.push(one);
        else for (let value = one === 16 ? all[all.length - 1] : 0, left = one === 16 ? 3 + take(2) : one === 17 ? 3 + take(3) : 11 + take(7); left--;) all.push(value);
      }
      literals = code(all.slice(0, many)); distances = code(all.slice(many));
    }
    for (let one; (one = symbol(literals)) !== 256;) {
      if (one < 256) { room(1); out[size++] = one; continue; }
      const extra = one < 265 || one === 285 ? 0 : (one - 261) >> 2, length = (one < 265 ? one - 254 : one === 285 ? 258 : (4 + (one - 261 & 3) << extra) + 3) + take(extra);
      const step = symbol(distances), more = step < 4 ? 0 : (step >> 1) - 1, back = (step < 4 ? step : 2 + (step & 1) << more) + take(more) + 1;
      room(length);
      for (let i = 0; i < length; i++, size++) out[size] = out[size - back];
    }
  } while (!last);
  return out.subarray(0, size);
};
