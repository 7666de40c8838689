# The linear layers of an encoder alone: what the matrix products of a batch cost when nothing else is computed. Their
# rate is the limit that the engine is measured against.
class Linears(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  dtype : int
  int8 : bool
  widths : List[int]
  scales : List[Tensor]
  zeros : List[Tensor]
  weights : List[Tensor]
  biases : List[Tensor]

  def prepare(self: __torch__.Linears, tokens: int) -> int:
    for i in range(torch.len(self.weights)):
      weight = self.weights[i]
      if self.int8:
        scales = torch.amax(torch.abs(weight), [1]) / 127
        steps = torch.to(torch.round(weight / torch.unsqueeze(scales, 1)), 1)
        self.weights[i] = ops.onednn.qlinear_prepack(steps, [tokens, torch.size(weight, 1)])
        _0 = torch.append(self.scales, scales)
        _1 = torch.append(self.zeros, torch.zeros([torch.size(scales, 0)], dtype=3))
      else:
        self.weights[i] = ops.mkldnn._reorder_linear_weight(weight, tokens)
    return tokens

  # In 8 bits the input is there in steps already, and the result is in 32 bits.
  def product(self: __torch__.Linears, i: int, x: Tensor) -> Tensor:
    if self.int8:
      y = ops.onednn.qlinear_pointwise(x, 0.050000000000000003, 128, self.weights[i], self.scales[i], self.zeros[i], self.biases[i], 1., 0, 6, "none", [], "")
    else:
      y = ops.mkldnn._linear_pointwise(x, self.weights[i], self.biases[i], "none", [], "")
    return y

  # Runs the linears over as many rows as `rows` has elements, `repeats` times. A result that nobody reads would not be
  # computed at all, so a row of each is kept.
  def run(self: __torch__.Linears, rows: Tensor, repeats: Tensor) -> Tensor:
    inputs = annotate(List[Tensor], [])
    for i in range(torch.len(self.weights)):
      _0 = torch.append(inputs, torch.ones([torch.numel(rows), self.widths[i]], dtype=self.dtype))
    kept = annotate(List[Tensor], [])
    for r in range(int(repeats)):
      for i in range(torch.len(self.weights)):
        y = self.product(i, inputs[i])
        _1 = torch.append(kept, torch.clone(y[0]))
    return torch.to(kept[0], 6)

  # Runs the linears once, those of layer l over `tokens[l]` rows; `rows` has as many elements as the most of them. The
  # weights lie layer by layer, as many for each.
  def run_layers(self: __torch__.Linears, rows: Tensor, tokens: Tensor) -> Tensor:
    each = torch.floordiv(torch.len(self.weights), torch.numel(tokens))
    inputs = annotate(List[Tensor], [])
    for i in range(each):
      _0 = torch.append(inputs, torch.ones([torch.numel(rows), self.widths[i]], dtype=self.dtype))
    kept = annotate(List[Tensor], [])
    for layer in range(torch.numel(tokens)):
      for i in range(each):
        w = torch.add(torch.mul(layer, each), i)
        x = torch.narrow(inputs[i], 0, 0, int(tokens[layer]))
        y = self.product(w, x)
        _1 = torch.append(kept, torch.clone(y[0]))
    return torch.to(kept[0], 6)
