
  # Attention of every document over itself: [T, 3H] -> [T, H], one fused kernel for each group of documents.
  def attention(self: __torch__.PackedEncoder, qkv: Tensor, starts: List[int], masks: List[Tensor]) -> Tensor:
    hidden = torch.floordiv(torch.size(qkv, 1), 3)
    rows = torch.view(qkv, [1, torch.size(qkv, 0), 3, self.heads, -1])
    q, k, v = torch.unbind(torch.permute(rows, [2, 0, 3, 1, 4]))
    outputs = annotate(List[Tensor], [])
    for group in range(torch.len(masks)):
      start = starts[group]
      tokens = starts[group + 1] - start
      queries = torch.narrow(q, 2, start, tokens)
      keys = torch.narrow(k, 2, start, tokens)
      values = torch.narrow(v, 2, start, tokens)
      if torch.eq(torch.numel(masks[group]), 0):
        output = torch.scaled_dot_product_attention(queries, keys, values)
      else:
        output = torch.scaled_dot_product_attention(queries, keys, values, masks[group])
      _0 = torch.append(outputs, torch.reshape(torch.transpose(output, 1, 2), [tokens, hidden]))
    spare = torch.size(qkv, 0) - starts[-1]
    if torch.gt(spare, 0):
      _1 = torch.append(outputs, torch.narrow(torch.narrow(qkv, 0, starts[-1], spare), 1, 0, hidden))
    else:
      pass
    if torch.gt(torch.len(outputs), 1):
      attended = torch.cat(outputs)
    else:
      attended = outputs[0]
    return attended

  # Cuts the batch into contiguous runs of documents of up to 32 tokens, which keeps the attention kernel busy without
  # copying a document anywhere: a run costs 1.1 us a token in fp32 and 1.7 in bf16, where runs of 64 take 1.8 and 2.5,
  # most of it on pairs that the mask discards, and runs of 8 take 2.4 and 4.3. `ends` [D] is where each document ends,
  # `segments` [T] the document of each token. Returns where the groups begin (and T last) and a mask for each group that keeps
  # its documents apart, empty where the group is one document.
  def attention_plan(self: __torch__.PackedEncoder, ends: Tensor, longest: int, segments: Tensor) -> Tuple[List[int], List[Tensor]]:
    cu = torch.add([0], annotate(List[int], ends.tolist()))
    starts = [0]
    masks = annotate(List[Tensor], [])
    documents = 0
    for d in range(torch.len(cu) - 1):
      if torch.__and__(torch.gt(documents, 0), torch.gt(cu[d + 1] - starts[-1], 32)):
        _0 = torch.append(masks, self.group_mask(segments, starts[-1], cu[d], documents))
        _1 = torch.append(starts, cu[d])
        documents = 0
      else:
        pass
      documents = documents + 1
    _2 = torch.append(masks, self.group_mask(segments, starts[-1], cu[-1], documents))
    _3 = torch.append(starts, cu[-1])
    return (starts, masks)

  # 0 where two tokens of rows start to end share a document, elsewhere a number whose exponential is 0 beside any score:
  # one product, where minus infinity would have to be filled in.
  def group_mask(self: __torch__.PackedEncoder, segments: Tensor, start: int, end: int, documents: int) -> Tensor:
    if torch.eq(documents, 1):
      mask = torch.zeros([0])
    else:
      rows = torch.narrow(segments, 0, start, end - start)
      apart = torch.ne(torch.unsqueeze(rows, 0), torch.unsqueeze(rows, 1))
      mask = torch.to(torch.mul(apart, -1.0000000000000000e+30), self.dtype)
    return mask
