# The packed BERT encoder, as TorchScript. EncoderArchive.java appends one of the linear_*.py files, which hold the methods
# `prepare`, `project_qkv`, `project_attended`, `feed_forward` and `score_tokens` with the attributes that they alone need, and
# writes the result with the weights into an archive. `project_attended` and `feed_forward` add the residual x, and may
# do so in place: nobody reads x after them. One of the attention_*.py files follows, with `attention_plan` and `attention`: the
# plan, numbers and tensors that only these two read, is made once for all layers until tokens leave. Last comes one of the
# staging_*.py files, whose `staged` brings a batch from the host to where the weights are.
#
# This is the dialect that libtorch reads from an archive: built-in functions live in `torch`, other operators in
# `ops`, and every type is spelled out. Dtypes are numbers there: 6 is float32, 15 is bfloat16.
#
# Shapes: D documents, T tokens, H hidden size, F features, C classes, L layers. No padding token exists anywhere:
#   ids, positions  [T]      the documents end to end
#   cu_lengths      [D + 1]  where each document begins, and T last
# Hidden states have a few more rows than there are tokens, which no document owns and no result reads: see `aligned`.
class PackedEncoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  heads : int
  epsilon : float
  dtype : int
  row_step : int
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
  predictor_in_weight : List[Tensor]
  predictor_in_bias : List[Tensor]
  predictor_out_weight : List[Tensor]
  thresholds : Tensor
  cls_log_scales : Tensor
  min_token_layers : int

  # Hidden states of the last layer, [T, H].
  def hidden_states(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tensor:
    longest = int(torch.max(torch.diff(cu_lengths)))
    ids, positions, cu_lengths = self.staged(ids, positions, cu_lengths)
    x = self.embed(ids, positions)
    numbers, tensors = self.attention_plan(cu_lengths[1:], longest, self.segments(cu_lengths, ids))
    for layer in range(torch.len(self.qkv_weight)):
      x = self.layer(layer, x, numbers, tensors)
    return torch.narrow(x, 0, 0, torch.size(ids, 0))

  # Pooled features, [D, F] with F = (L + 3) * H: the documents' mean hidden state before the first layer and after
  # each layer, then the last hidden state of [CLS], then the maximum over the last hidden states.
  def features(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tensor:
    longest = int(torch.max(torch.diff(cu_lengths)))
    ids, positions, cu_lengths = self.staged(ids, positions, cu_lengths)
    x = self.embed(ids, positions)
    numbers, tensors = self.attention_plan(cu_lengths[1:], longest, self.segments(cu_lengths, ids))
    tokens = torch.size(ids, 0)
    documents = cu_lengths[:-1]
    pooled = [self.pool(x, tokens, documents, 1)]
    for layer in range(torch.len(self.qkv_weight)):
      x = self.layer(layer, x, numbers, tensors)
      _0 = torch.append(pooled, self.pool(x, tokens, documents, 1))
    _1 = torch.append(pooled, torch.index_select(x, 0, documents))
    _2 = torch.append(pooled, self.pool(x, tokens, documents, 2))
    return torch.cat(pooled, 1)

  # The document of each token, [T].
  def segments(self: __torch__.PackedEncoder, cu_lengths: Tensor, ids: Tensor) -> Tensor:
    return torch.repeat_interleave(torch.diff(cu_lengths), output_size=torch.size(ids, 0))

  # Scores of the classes, [D, C].
  def logits(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tensor:
    return torch.linear(self.features(ids, positions, cu_lengths), self.head_weight, self.head_bias)

  # Segment sum (mode 0), mean (1) or maximum (2) of the first `tokens` rows of x over documents, [D, H]; `documents` is
  # where each begins. An embedding bag over the rows in order is the fastest segment reduction libtorch has on CPU:
  # index_add and segment_reduce visit row by row. One document alone is faster still without bags.
  def pool(self: __torch__.PackedEncoder, x: Tensor, tokens: int, documents: Tensor, mode: int) -> Tensor:
    if torch.gt(torch.size(documents, 0), 1):
      rows = torch.arange(tokens, dtype=4, device=ops.prim.device(x))
      pooled = (torch.embedding_bag(x, rows, documents, False, mode))[0]
    else:
      rows = torch.narrow(x, 0, 0, tokens)
      if torch.eq(mode, 0):
        pooled = torch.sum(rows, [0], True)
      elif torch.eq(mode, 1):
        pooled = torch.mean(rows, [0], True)
      else:
        pooled = torch.amax(rows, [0], True)
    return pooled

  # Rows that n tokens are computed with. oneDNN generates a kernel for every number of rows it meets (about a
  # millisecond for each linear), and keeps the last 1024: with these steps all batches up to 4096 tokens share 184 sizes
  # of five linears. `row_step` is the largest step, 1 where other linears are at work.
  def aligned(self: __torch__.PackedEncoder, n: int) -> int:
    step = self.row_step
    if torch.le(n, 64):
      step = 1
    elif torch.le(n, 256):
      step = ops.prim.min(step, 8)
    elif torch.le(n, 1024):
      step = ops.prim.min(step, 16)
    else:
      pass
    return torch.mul(torch.floordiv(n + step - 1, step), step)

  # A list of rows with row 0 repeated at its end, as many as `aligned` says.
  def aligned_rows(self: __torch__.PackedEncoder, rows: Tensor) -> Tensor:
    n = torch.size(rows, 0)
    spare = self.aligned(n) - n
    if torch.gt(spare, 0):
      rows = torch.constant_pad_nd(rows, [0, spare])
    else:
      pass
    return rows

  # The token-type embedding is added into position_embeddings beforehand: every token has type 0.
  def embed(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor) -> Tensor:
    words = torch.embedding(self.word_embeddings, self.aligned_rows(ids))
    x = words + torch.embedding(self.position_embeddings, self.aligned_rows(positions))
    return self.norm(x, self.embedding_norm_weight, self.embedding_norm_bias)

  # One transformer layer; x is [T, H] in float32, only the linears and attention run in another type.
  def layer(self: __torch__.PackedEncoder, layer: int, x: Tensor, numbers: List[int], tensors: List[Tensor]) -> Tensor:
    attended = self.attention(self.project_qkv(layer, x), numbers, tensors)
    projected = self.project_attended(layer, attended, x)
    x = self.norm(projected, self.attention_norm_weight[layer], self.attention_norm_bias[layer])
    return self.norm(self.feed_forward(layer, x), self.ffn_norm_weight[layer], self.ffn_norm_bias[layer])

  def norm(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, 1)], weight, bias, self.epsilon)

  # Classes, layers reached and scores of a batch whose tokens leave on their way: [D * C + 2 * T], first the logits [D, C],
  # then for each token the number of layers that computed it, then its contribution score, averaged over all layers.
  #
  # Scores live in a grid [D, W], W the longest document, where a softmax along a row is a softmax over a document: exact
  # for each document whatever its neighbours, and 3 kernels instead of a segment maximum, sum and two gathers. `slots` [n]
  # is the cell of each token that is left. A token that leaves keeps its hidden state: it counts in the sums and the
  # maximum of `frozen_sum` and `frozen_max` [D, H].
  def reduced(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor, offset: float) -> Tensor:
    layers = torch.len(self.qkv_weight)
    width = int(torch.max(torch.diff(cu_lengths)))
    ids, positions, cu_lengths = self.staged(ids, positions, cu_lengths)
    lengths = torch.diff(cu_lengths)
    documents = torch.size(lengths, 0)
    segments = self.segments(cu_lengths, ids)
    slots = segments * width + positions
    all_slots = slots
    numbers, tensors = self.attention_plan(cu_lengths[1:], width, segments)
    deltas = torch.clamp(self.thresholds + offset, 0., 1.)
    x = self.embed(ids, positions)
    scores = torch.zeros([documents, width], dtype=6, device=ops.prim.device(x))
    frozen_sum = torch.zeros([documents, torch.size(x, 1)], dtype=6, device=ops.prim.device(x))
    frozen_max = torch.full([documents, torch.size(x, 1)], -inf, dtype=6, device=ops.prim.device(x))
    tokens = torch.size(ids, 0)
    firsts = cu_lengths[:-1]
    pooled = [self.pool(x, tokens, firsts, 0)]
    computed = annotate(List[Tensor], [])
    for layer in range(layers):
      scored = torch.ge(lengths, torch.floordiv(self.min_token_layers + layers - layer - 1, layers - layer))
      if bool(torch.any(scored)):
        share = self.contributions(layer, x, slots, documents, width)
        scored_rows = torch.unsqueeze(scored, 1)
        scores = scores + share * scored_rows
        leaves = torch.lt(share, scored_rows * deltas[layer] / torch.unsqueeze(lengths, 1))
        _0 = torch.fill_(torch.select(leaves, 1, 0), False)
        leaving = torch.index_select(torch.view(leaves, [-1]), 0, slots)
        dropped = torch.squeeze(torch.nonzero(leaving), 1)
        gone_tokens = torch.size(dropped, 0)
        if torch.gt(gone_tokens, 0):
          kept = torch.squeeze(torch.nonzero(torch.logical_not(leaving)), 1)
          tokens = tokens - gone_tokens
          slots = torch.index_select(slots, 0, kept)
          segments = torch.index_select(segments, 0, kept)
          left = torch.bincount(segments, None, documents)
          ends = torch.cumsum(left, 0)
          begins = ends - left
          gone = torch.index_select(x, 0, dropped)
          bags = firsts - begins
          frozen_sum = frozen_sum + self.pool(gone, gone_tokens, bags, 0)
          peaks = self.pool(gone, gone_tokens, bags, 2)
          if torch.gt(documents, 1):
            peaks = torch.masked_fill(peaks, torch.unsqueeze(torch.eq(left, lengths), 1), -inf)
          else:
            pass
          frozen_max = torch.maximum(frozen_max, peaks)
          lengths = left
          firsts = begins
          numbers, tensors = self.attention_plan(ends, width, segments)
          x = torch.index_select(x, 0, self.aligned_rows(kept))
        else:
          pass
      else:
        pass
      _1 = torch.append(computed, slots)
      x = self.layer(layer, x, numbers, tensors)
      _2 = torch.append(pooled, self.pool(x, tokens, firsts, 0) + frozen_sum)
    means = torch.cat(pooled, 1) / torch.unsqueeze(torch.diff(cu_lengths), 1)
    most = torch.maximum(self.pool(x, tokens, firsts, 2), frozen_max)
    features = torch.cat([means, torch.index_select(x, 0, firsts), most], 1)
    logits = torch.view(torch.linear(features, self.head_weight, self.head_bias), [-1])
    reached = torch.index_select(torch.bincount(torch.cat(computed), None, documents * width), 0, all_slots)
    averages = torch.index_select(torch.view(scores, [-1]), 0, all_slots) / layers
    return torch.cat([logits, torch.to(reached, 6), averages])

  # Contribution scores before a layer (AdapLeR, equation 2), [D, W]: the softmax over the tokens that each document has
  # left, 0 in cells of others. In float32 whatever the precision of the linears, because they decide.
  def contributions(self: __torch__.PackedEncoder, layer: int, x: Tensor, slots: Tensor, documents: int, width: int) -> Tensor:
    inner = self.score_tokens(layer, x)
    logits = torch.narrow(torch.mv(inner, torch.view(self.predictor_out_weight[layer], [-1])), 0, 0, torch.size(slots, 0))
    cells = torch.full([documents * width], -inf, dtype=6, device=ops.prim.device(x))
    grid = torch.view(torch.index_copy_(cells, 0, slots, logits), [documents, width])
    _0 = torch.add_(torch.select(grid, 1, 0), self.cls_log_scales[layer])
    return torch.softmax(grid, 1)
