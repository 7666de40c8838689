
  # The batch on the GPU of the weights: one copy out of pinned memory, in which the thread does not wait. libtorch keeps pinned
  # memory for later calls, and knows when the copy has been made.
  def staged(self: __torch__.PackedEncoder, ids: Tensor, positions: Tensor, cu_lengths: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    batch = torch.pin_memory(torch.cat([ids, positions, cu_lengths]))
    there = torch.to(batch, ops.prim.device(self.word_embeddings), 4, True)
    tokens = torch.size(ids, 0)
    ids_there, positions_there, cu_lengths_there = torch.split_with_sizes(there, [tokens, tokens, torch.size(cu_lengths, 0)])
    return (ids_there, positions_there, cu_lengths_there)
