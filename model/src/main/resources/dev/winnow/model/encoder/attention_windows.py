
  # Attention of every document over itself in 16 bits: [T, 3H] -> [T, H]. Documents are copied into windows of 32, 64, 96 ...
  # rows. All windows of a width go through two batched products and a softmax together. In 16 bits that takes a third of the
  # time of the fused kernel, whose products of one head and one group are too small for it; in 32 bits it would take longer.
  # Scores are laid out key by query: a softmax down the columns takes 32 queries at a time in one register and half the
  # time of one along the rows.
  #
  # The plan: numbers are width and number of windows in turn; tensors are the row of x in each slot of a window, then the
  # slot of each row, then for each width a mask that keeps documents apart. For a document alone there are no numbers, and one mask.
  def attention(self: __torch__.PackedEncoder, qkv: Tensor, numbers: List[int], tensors: List[Tensor]) -> Tensor:
    hidden = torch.floordiv(torch.size(qkv, 1), 3)
    if torch.eq(torch.len(numbers), 0):
      attended = self.attention_alone(qkv, tensors[0])
    else:
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
        scores = torch.view(torch.bmm(k, torch.transpose(q, 1, 2)), [windows, self.heads, width, width])
        shares = torch.softmax(torch.add(tensors[kind + 2], scores, alpha=torch.pow(head, -0.5)), -2)
        output = torch.view(torch.bmm(torch.transpose(torch.view(shares, [-1, width, width]), 1, 2), v), [windows, self.heads, width, head])
        _0 = torch.append(outputs, torch.reshape(torch.transpose(output, 1, 2), [-1, hidden]))
      attended = torch.index_select(torch.cat(outputs), 0, tensors[1])
    return attended

  # A document alone in a window as wide as the mask [W, 1]: nothing to gather. Without its spare rows it would be faster
  # still and round elsewhere, and between 8-bit linears its features would differ from those in a batch by up to 8 percent.
  def attention_alone(self: __torch__.PackedEncoder, qkv: Tensor, mask: Tensor) -> Tensor:
    n = torch.size(qkv, 0)
    width = torch.size(mask, 0)
    rows = torch.view(torch.constant_pad_nd(qkv, [0, 0, 0, width - n]), [width, 3, self.heads, -1])
    q, k, v = torch.unbind(torch.contiguous(torch.permute(rows, [1, 2, 0, 3])))
    scores = torch.bmm(k, torch.transpose(q, 1, 2))
    shares = torch.softmax(torch.add(mask, scores, alpha=torch.pow(torch.size(q, 2), -0.5)), -2)
    output = torch.bmm(torch.transpose(shares, 1, 2), v)
    return torch.narrow(torch.reshape(torch.transpose(output, 0, 1), [width, -1]), 0, 0, n)

  # `ends` [D] is where each document ends, `segments` [T] the document of each token.
  def attention_plan(self: __torch__.PackedEncoder, ends: Tensor, longest: int, segments: Tensor) -> Tuple[List[int], List[Tensor]]:
    cu = torch.add([0], annotate(List[int], ends.tolist()))
    if torch.eq(torch.len(cu), 2):
      numbers = annotate(List[int], [])
      width = torch.mul(torch.floordiv(self.aligned(cu[-1]) + 31, 32), 32)
      spare = torch.ge(torch.unsqueeze(torch.arange(width), 1), cu[-1])
      tensors = [torch.to(torch.mul(spare, -1.0000000000000000e+30), self.dtype)]
    else:
      numbers, tensors = self.windows(cu, segments)
    return (numbers, tensors)

  # The longest document opens a window of the least width that holds it, and the shortest ones follow it there as far as
  # they fit; then the next longest. On comments a twelfth of the rows stays empty, and a fifth if each width has its own
  # documents.
  def windows(self: __torch__.PackedEncoder, cu: List[int], segments: Tensor) -> Tuple[List[int], List[Tensor]]:
    sizes = torch.diff(torch.tensor(cu))
    lengths = annotate(List[int], sizes.tolist())
    order = annotate(List[int], torch.argsort(sizes, -1, True).tolist())
    first = 0
    last = torch.len(order) - 1
    starts = annotate(List[int], torch.slice(lengths))
    numbers = annotate(List[int], [])
    width = 0
    total = 0
    while torch.le(first, last):
      longest = order[first]
      needed = torch.mul(torch.floordiv(lengths[longest] + 31, 32), 32)
      if torch.ne(needed, width):
        total = total + self.add_spare_windows(numbers)
        _0 = torch.append(numbers, needed)
        _1 = torch.append(numbers, 0)
        width = needed
      else:
        pass
      numbers[-1] = numbers[-1] + 1
      starts[longest] = total
      end = total + lengths[longest]
      total = total + width
      first = first + 1
      while torch.__and__(torch.le(first, last), torch.le(end + lengths[order[last]], total)):
        starts[order[last]] = end
        end = end + lengths[order[last]]
        last = last - 1
    total = total + self.add_spare_windows(numbers)
    shifts = torch.tensor(starts) - torch.tensor(cu)[:-1]
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
      _2 = torch.append(tensors, torch.to(torch.mul(apart, -1.0000000000000000e+30), self.dtype))
    return (numbers, tensors)

  # Adds empty windows of the last width, which save kernels as the rows of `aligned` do; returns how many rows they have.
  def add_spare_windows(self: __torch__.PackedEncoder, numbers: List[int]) -> int:
    rows = 0
    if torch.gt(torch.len(numbers), 0):
      windows = self.aligned_windows(numbers[-1])
      rows = torch.mul(windows - numbers[-1], numbers[-2])
      numbers[-1] = windows
    else:
      pass
    return rows

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
