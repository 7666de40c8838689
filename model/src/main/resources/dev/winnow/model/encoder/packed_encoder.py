# The packed BERT encoder, as TorchScript. PackedEncoder.java appends one of the two linear_*.py files, which hold the
# methods `prepare`, `linear`, `linear_add` and `linear_gelu`, and writes the result with the weights into an archive.
#
# This is the dialect that libtorch reads from an archive: built-in functions live in `torch`, other operators in
# `ops`, and every type is spelled out. Dtypes are numbers there: 6 is float32, 15 is bfloat16.
#
# Shapes: D documents, T tokens, H hidden size, F features, C classes. No padding token exists anywhere:
#   ids, positions  [T]      the documents end to end
#   cu_lengths      [D + 1]  where each document begins, and T last
class PackedEncoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  heads : int
  epsilon : float
  dtype : int
  word_embeddings : Tensor
  position_embeddings : Tensor
  embedding_norm_weight : Tensor
  embedding_norm_bias : Tensor
  qkv_weight : List[Tensor]
  qkv_bias : List[Tensor]
  attention_out_weight : List[Tensor]
  attention_out_bias : List[Tensor]
  attention_norm_weight : List[Tensor]
  attention_norm_bias : List[Tensor]
  ffn_in_weight : List[Tensor]
  ffn_in_bias : List[Tensor]
  ffn_out_weight : List[Tensor]
  ffn_out_bias : List[Tensor]
  ffn_norm_weight : List[Tensor]
  ffn_norm_bias : List[Tensor]
  head_weight : Tensor
  head_bias : Tensor

  # Hidden states of the last layer, [T, H].
  def hidden_states(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tensor:
    x = self.embed(ids, positions)
    starts, masks = self.attention_groups(cu_lengths)
    for layer in range(torch.len(self.qkv_weight)):
      x = self.layer(layer, x, starts, masks)
    return x

  # Pooled features, [D, F] with F = (layers + 3) * H: the documents' mean hidden state before the first layer and
  # after each layer, then the last hidden state of [CLS], then the maximum over the last hidden states.
  def features(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tensor:
    x = self.embed(ids, positions)
    starts, masks = self.attention_groups(cu_lengths)
    documents = cu_lengths[:-1]
    pooled = [self.pool(x, documents, 1)]
    for layer in range(torch.len(self.qkv_weight)):
      x = self.layer(layer, x, starts, masks)
      _0 = torch.append(pooled, self.pool(x, documents, 1))
    _1 = torch.append(pooled, torch.index_select(x, 0, documents))
    _2 = torch.append(pooled, self.pool(x, documents, 2))
    return torch.cat(pooled, 1)

  # Scores of the classes, [D, C].
  def logits(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tensor:
    return torch.linear(self.features(ids, positions, cu_lengths), self.head_weight, self.head_bias)

  # Segment mean (mode 1) or maximum (mode 2) of x [T, H] over documents, [D, H]. An embedding bag over the rows in
  # order is the fastest segment reduction libtorch has on CPU: index_add and segment_reduce visit row by row.
  def pool(self: __torch__.PackedEncoder, x: Tensor, documents: Tensor, mode: int) -> Tensor:
    rows = torch.arange(torch.size(x, 0), dtype=4, device=ops.prim.device(x))
    return (torch.embedding_bag(x, rows, documents, False, mode))[0]

  # The token-type embedding is added into position_embeddings beforehand: every token has type 0.
  def embed(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor) -> Tensor:
    x = torch.embedding(self.word_embeddings, ids) + torch.embedding(self.position_embeddings, positions)
    return self.norm(x, self.embedding_norm_weight, self.embedding_norm_bias)

  # One transformer layer; x is [T, H] in float32, only the linears and attention run in `dtype`.
  def layer(self: __torch__.PackedEncoder, layer: int, x: Tensor, starts: List[int], masks: List[Tensor]) -> Tensor:
    qkv = self.linear(torch.to(x, self.dtype), self.qkv_weight[layer], self.qkv_bias[layer])
    attended = self.attention(qkv, starts, masks)
    projected = self.linear_add(attended, x, self.attention_out_weight[layer], self.attention_out_bias[layer])
    x = self.norm(projected, self.attention_norm_weight[layer], self.attention_norm_bias[layer])
    inner = self.linear_gelu(torch.to(x, self.dtype), self.ffn_in_weight[layer], self.ffn_in_bias[layer])
    outer = self.linear_add(inner, x, self.ffn_out_weight[layer], self.ffn_out_bias[layer])
    return self.norm(outer, self.ffn_norm_weight[layer], self.ffn_norm_bias[layer])

  def norm(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, 1)], weight, bias, self.epsilon)

  # Attention of every document over itself: [T, 3H] -> [T, H], one fused kernel for each group of documents.
  def attention(self: __torch__.PackedEncoder, qkv: Tensor, starts: List[int], masks: List[Tensor]) -> Tensor:
    hidden = torch.floordiv(torch.size(qkv, 1), 3)
    outputs = annotate(List[Tensor], [])
    for group in range(torch.len(masks)):
      tokens = starts[group + 1] - starts[group]
      rows = torch.view(torch.narrow(qkv, 0, starts[group], tokens), [1, tokens, 3, self.heads, -1])
      q, k, v = torch.unbind(torch.permute(rows, [2, 0, 3, 1, 4]))
      if torch.eq(torch.numel(masks[group]), 0):
        output = torch.scaled_dot_product_attention(q, k, v)
      else:
        output = torch.scaled_dot_product_attention(q, k, v, masks[group])
      _0 = torch.append(outputs, torch.reshape(torch.transpose(output, 1, 2), [tokens, hidden]))
    return torch.cat(outputs)

  # Cuts the batch into contiguous runs of documents of about 64 tokens, which keeps the attention kernel busy without
  # copying a document anywhere. Returns where the groups begin (and T last) and a mask for each group that keeps its
  # documents apart, empty where the group is one document.
  def attention_groups(self: __torch__.PackedEncoder, cu_lengths: Tensor) -> Tuple[List[int], List[Tensor]]:
    cu = annotate(List[int], cu_lengths.tolist())
    segments = torch.repeat_interleave(torch.diff(cu_lengths))
    starts = [0]
    masks = annotate(List[Tensor], [])
    documents = 0
    for d in range(torch.len(cu) - 1):
      if torch.__and__(torch.gt(documents, 0), torch.gt(cu[d + 1] - starts[-1], 64)):
        _0 = torch.append(masks, self.group_mask(segments, starts[-1], cu[d], documents))
        _1 = torch.append(starts, cu[d])
        documents = 0
      else:
        pass
      documents = documents + 1
    _2 = torch.append(masks, self.group_mask(segments, starts[-1], cu[-1], documents))
    _3 = torch.append(starts, cu[-1])
    return (starts, masks)

  # 0 where two tokens of rows start to end share a document, minus infinity elsewhere.
  def group_mask(self: __torch__.PackedEncoder, segments: Tensor, start: int, end: int, documents: int) -> Tensor:
    if torch.eq(documents, 1):
      mask = torch.zeros([0])
    else:
      rows = torch.narrow(segments, 0, start, end - start)
      apart = torch.ne(torch.unsqueeze(rows, 0), torch.unsqueeze(rows, 1))
      mask = torch.masked_fill(torch.zeros([end - start, end - start], dtype=self.dtype, device=ops.prim.device(rows)), apart, -inf)
    return mask
