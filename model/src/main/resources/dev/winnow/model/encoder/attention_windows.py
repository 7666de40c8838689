
  # Attention of every document over itself in 16 bits: [T, 3H] -> [T, H]. Documents are copied into windows of 32, 64, 96 ...
  # rows: short ones next to each other in windows of 32, longer ones in the narrowest that holds them. All windows of
  # a width go through two batched products and a softmax together. In 16 bits that takes a third of the time of the fused
  # kernel, whose products of one head and one group are too small for it; in 32 bits it would take longer.
  #
  # The plan: numbers are width and number of windows in turn; tensors are the row of x in each slot of a window, then the
  # slot of each row, then for each width a mask that keeps documents apart.
  def attention(self: __torch__.PackedEncoder, qkv: Tensor, numbers: List[int], tensors: List[Tensor]) -> Tensor:
    hidden = torch.floordiv(torch.size(qkv, 1), 3)
    head = torch.floordiv(hidden, self.heads)
    slots = torch.index_select(qkv, 0, tensors[0])
    outputs = annotate(List[Tensor], [])
    start = 0
    for kind in range(torch.floordiv(torch.len(numbers), 2)):
      width = numbers[torch.mul(kind, 2)]
      windows = numbers[torch.mul(kind, 2) + 1]
      rows = torch.view(torch.narrow(slots, 0, start, torch.mul(windows, width)), [windows, width, 3, self.heads, head])
      start = start + torch.mul(windows, width)
      q, k, v = torch.unbind(torch.reshape(torch.permute(rows, [2, 0, 3, 1, 4]), [3, -1, width, head]))
      scores = torch.view(torch.bmm(q, torch.transpose(k, 1, 2)), [windows, self.heads, width, width])
      shares = torch.softmax(torch.add(tensors[kind + 2], scores, alpha=torch.pow(head, -0.5)), -1)
      output = torch.view(torch.bmm(torch.view(shares, [-1, width, width]), v), [windows, self.heads, width, head])
      _0 = torch.append(outputs, torch.reshape(torch.transpose(output, 1, 2), [-1, hidden]))
    return torch.index_select(torch.cat(outputs), 0, tensors[1])

  # `ends` [D] is where each document ends, `segments` [T] the document of each token.
  def attention_plan(self: __torch__.PackedEncoder, ends: Tensor, longest: int, segments: Tensor) -> Tuple[List[int], List[Tensor]]:
    cu = torch.add([0], annotate(List[int], ends.tolist()))
    starts = annotate(List[int], [])
    kinds = annotate(List[int], [])
    used = annotate(List[int], [])
    for d in range(torch.len(cu) - 1):
      length = cu[d + 1] - cu[d]
      kind = torch.floordiv(length - 1, 32)
      width = torch.mul(kind + 1, 32)
      for new in range(kind + 1 - torch.len(used)):
        _5 = torch.append(used, 0)
      start = used[kind]
      room = width - torch.remainder(start, width)
      if torch.gt(length, room):
        start = start + room
      else:
        pass
      used[kind] = start + length
      _0 = torch.append(starts, start)
      _1 = torch.append(kinds, kind)
    numbers = annotate(List[int], [])
    bases = annotate(List[int], [])
    total = 0
    for kind in range(torch.len(used)):
      width = torch.mul(kind + 1, 32)
      _2 = torch.append(bases, total)
      if torch.gt(used[kind], 0):
        windows = self.aligned_windows(torch.floordiv(used[kind] + width - 1, width))
        _3 = torch.append(numbers, width)
        _4 = torch.append(numbers, windows)
        total = total + torch.mul(windows, width)
      else:
        pass
    shifts = torch.tensor(starts) + torch.index_select(torch.tensor(bases), 0, torch.tensor(kinds)) - torch.tensor(cu)[:-1]
    rows = torch.arange(torch.size(segments, 0))
    slots = torch.index_select(shifts, 0, segments) + rows
    tensors = [torch.index_copy_(torch.zeros([total], dtype=4), 0, slots, rows), self.aligned_rows(slots)]
    owners = torch.index_copy_(torch.full([total], -1, dtype=4), 0, slots, segments)
    base = 0
    for kind in range(torch.floordiv(torch.len(numbers), 2)):
      width = numbers[torch.mul(kind, 2)]
      windows = numbers[torch.mul(kind, 2) + 1]
      owner = torch.view(torch.narrow(owners, 0, base, torch.mul(windows, width)), [windows, 1, 1, width])
      base = base + torch.mul(windows, width)
      apart = torch.ne(owner, torch.transpose(owner, 2, 3))
      _6 = torch.append(tensors, torch.to(torch.mul(apart, -1.0000000000000000e+30), self.dtype))
    return (numbers, tensors)

  # Windows that n are computed with, as `aligned` does for rows.
  def aligned_windows(self: __torch__.PackedEncoder, n: int) -> int:
    step = 1
    if torch.gt(n, 16):
      step = 4
    elif torch.gt(n, 4):
      step = 2
    else:
      pass
    return torch.mul(torch.floordiv(n + step - 1, step), step)
