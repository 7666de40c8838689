  flash : bool

  # Attention of every document over itself on a GPU: [T, 3H] -> [T, H], one kernel for the whole batch, which is told where each
  # document begins. `flash` where the GPU, the precision and the size of a head are ones that FlashAttention takes (16 bits);
  # the memory-efficient kernel takes the others, 32 bits among them. Neither has a form for processors.
  def attention(self: __torch__.PackedEncoder, qkv: Tensor, numbers: List[int], tensors: List[Tensor]) -> Tensor:
    tokens = torch.size(qkv, 0)
    longest = numbers[0]
    begins = tensors[0]
    rows = torch.view(qkv, [1, tokens, 3, self.heads, -1])
    q, k, v = torch.unbind(rows, 2)
    if self.flash:
      output = (ops.aten._flash_attention_forward(torch.squeeze(q, 0), torch.squeeze(k, 0), torch.squeeze(v, 0), begins, begins, longest, longest, 0., False, False))[0]
    else:
      output = (ops.aten._efficient_attention_forward(q, k, v, None, begins, begins, longest, longest, 0., 0))[0]
    return torch.reshape(output, [tokens, -1])

  # `ends` [D] is where each document ends. Where `longest` is more tokens than the longest document has left, the kernels have
  # some empty blocks; to ask the GPU for the number would be to wait for it.
  def attention_plan(self: __torch__.PackedEncoder, ends: Tensor, longest: int, segments: Tensor) -> Tuple[List[int], List[Tensor]]:
    return ([longest], [torch.constant_pad_nd(torch.to(ends, 3), [1, 0])])
