  least : Tensor
  most : Tensor
  counts : Tensor
  counting : bool

  # Linears in float32 that record what comes into them: first the least and the greatest value of each, then, once
  # `count` was called, how often the values between occur. Linear i of layer l is number 4 l + i. One thread at a time.
  def prepare(self: __torch__.PackedEncoder, tokens: int) -> int:
    linears = torch.mul(torch.len(self.qkv_weight), 4)
    self.least = torch.full([linears], inf)
    self.most = torch.full([linears], -inf)
    self.counting = False
    return linears

  # From here on values are counted in so many bins of equal width between the bounds seen so far.
  def count(self: __torch__.PackedEncoder, bins: int) -> int:
    self.counts = torch.zeros([torch.numel(self.least), bins])
    self.counting = True
    return bins

  # The bounds seen so far, [2 * 4 L]: all least values, then all greatest.
  def bounds(self: __torch__.PackedEncoder) -> Tensor:
    return torch.cat([self.least, self.most])

  # How often each bin of each linear was hit, [4 L * bins].
  def histograms(self: __torch__.PackedEncoder) -> Tensor:
    return torch.view(self.counts, [-1])

  def observed(self: __torch__.PackedEncoder, n: int, x: Tensor) -> Tensor:
    if self.counting:
      hits = torch.histc(x, torch.size(self.counts, 1), float(self.least[n]), float(self.most[n]))
      _0 = torch.add_(torch.select(self.counts, 0, n), hits)
    else:
      _1 = torch.fill_(torch.select(self.least, 0, n), torch.minimum(self.least[n], torch.min(x)))
      _2 = torch.fill_(torch.select(self.most, 0, n), torch.maximum(self.most[n], torch.max(x)))
    return x

  def project_qkv(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    return torch.linear(self.observed(torch.mul(layer, 4), x), self.qkv_weight[layer], self.qkv_bias[layer])

  def project_attended(self: __torch__.PackedEncoder, layer: int, attended: Tensor, x: Tensor) -> Tensor:
    rows = self.observed(torch.mul(layer, 4) + 1, attended)
    return x + torch.linear(rows, self.attention_out_weight[layer], self.attention_out_bias[layer])

  def feed_forward(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    rows = self.observed(torch.mul(layer, 4) + 2, x)
    inner = torch.gelu(torch.linear(rows, self.ffn_in_weight[layer], self.ffn_in_bias[layer]))
    return x + torch.linear(self.observed(torch.mul(layer, 4) + 3, inner), self.ffn_out_weight[layer], self.ffn_out_bias[layer])

  def score_tokens(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    return torch.gelu(torch.linear(x, self.predictor_in_weight[layer], self.predictor_in_bias[layer]))
