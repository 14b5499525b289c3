mkdir -p ContactCenter/Sources/ContactCenter
cd ContactCenter
ls ..  # ContactCenter  swift-tmforum
