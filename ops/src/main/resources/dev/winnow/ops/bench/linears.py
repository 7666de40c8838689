# The linear layers of an encoder alone: what the matrix products of a batch cost when nothing else is computed. Their
# rate is the limit that the engine is measured against.
class Linears(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  dtype : int
  weights : List[Tensor]
  biases : List[Tensor]

  def prepare(self: __torch__.Linears, tokens: int) -> int:
    for i in range(torch.len(self.weights)):
      self.weights[i] = ops.mkldnn._reorder_linear_weight(self.weights[i], tokens)
    return tokens

  # Runs the linears over as many rows as `rows` has elements, `repeats` times. A result that nobody reads would not be
  # computed at all, so a row of each is kept.
  def run(self: __torch__.Linears, rows: Tensor, repeats: Tensor) -> Tensor:
    inputs = annotate(List[Tensor], [])
    for i in range(torch.len(self.weights)):
      _0 = torch.append(inputs, torch.ones([torch.numel(rows), torch.size(self.weights[i], 1)], dtype=self.dtype))
    kept = annotate(List[Tensor], [])
    for r in range(int(repeats)):
      for i in range(torch.len(self.weights)):
        y = ops.mkldnn._linear_pointwise(inputs[i], self.weights[i], self.biases[i], "none", [], "")
        _1 = torch.append(kept, torch.clone(y[0]))
    return torch.to(kept[0], 6)

  # Runs the linears once, those of layer l over `tokens[l]` rows; `rows` has as many elements as the most of them. The
  # weights lie layer by layer, as many for each.
  def run_layers(self: __torch__.Linears, rows: Tensor, tokens: Tensor) -> Tensor:
    each = torch.floordiv(torch.len(self.weights), torch.numel(tokens))
    inputs = annotate(List[Tensor], [])
    for i in range(each):
      _0 = torch.append(inputs, torch.ones([torch.numel(rows), torch.size(self.weights[i], 1)], dtype=self.dtype))
    kept = annotate(List[Tensor], [])
    for layer in range(torch.numel(tokens)):
      for i in range(each):
        w = torch.add(torch.mul(layer, each), i)
        x = torch.narrow(inputs[i], 0, 0, int(tokens[layer]))
        y = ops.mkldnn._linear_pointwise(x, self.weights[w], self.biases[w], "none", [], "")
        _1 = torch.append(kept, torch.clone(y[0]))
    return torch.to(kept[0], 6)
