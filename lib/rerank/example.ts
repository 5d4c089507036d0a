/**
 * A question, and documents of which some answer it in other words, some only use its words, and some speak of something
 * else, in both languages: so rankings by meaning and by words differ.
 */
export const examples = {
  en: {
    query: "How long do I have to return shoes that do not fit?",
    documents: `Shoes of the wrong size can be returned within 30 days, as long as they were not worn outside.
Our shoes fit true to size; measure your foot from heel to toe before you order.
How long does delivery take? Parcels arrive within three working days.
You get your money back five days after we receive what you sent back.
To return a rented car late, call the station and ask for a longer rental.
Sandals and boots are on sale until Sunday.
Wrong size? During the first month an exchange is free of charge.
鞋子不合脚，三十天内可以退货。
The marathon is 42 kilometres long, and good shoes decide how it ends.
Gift cards cannot be refunded.
We are open from nine to six, Monday to Friday.
Refunds for clothing need the label to be attached.
`,
  },
  zh: {
    query: "鞋子不合脚，多久之内可以退？",
    documents: `不合脚的鞋子，签收后三十天之内都可以退，但不能有室外穿着的痕迹。
我们的鞋子尺码标准，下单前请量好脚长。
快递多久能到？一般三个工作日内送达。
收到退回的商品后五天内退款到账。
租来的汽车晚还，请先致电门店办理续租。
凉鞋和靴子特价，周日截止。
尺码不对？第一个月内可免费换货。
Shoes that do not fit can be sent back within 30 days.
马拉松全程四十二公里，穿双好鞋子很关键。
礼品卡不支持退款。
营业时间为周一至周五，早九点到晚六点。
服装退款须保留吊牌。
`,
  },
} as const;
