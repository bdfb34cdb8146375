"""Addresses about money, under the app's own."""

from django.urls import path

from delegates.views import bills, fee, fees, fund, payers

urlpatterns = [
    path("api/payments/<slug:provider>/", fee.hear, name="provider_news"),
    path("<slug:event>/registration/fee/", fee.fee, name="fee"),
    path("<slug:event>/registration/fee/price/", fee.price, name="fee_price"),
    path("<slug:event>/registration/fee/card/", fee.card, name="fee_card"),
    path("<slug:event>/registration/fee/promise/", fee.promise, name="fee_promise"),
    path("<slug:event>/registration/fee/invoice/", fee.invoice, name="fee_invoice"),
    path("<slug:event>/registration/fee/ask/", fee.ask, name="fee_ask"),
    path("<slug:event>/registration/fee/back/<uuid:payment>/", fee.back, name="fee_back"),
    path("<slug:event>/registration/fee/answer/<uuid:grant>/", fee.answer, name="fee_answer"),
    path("<slug:event>/delegations/<uuid:delegation>/fees/", bills.bill, name="bill"),
    path(
        "<slug:event>/delegations/<uuid:delegation>/fees/choose/",
        bills.choose,
        name="bill_choose",
    ),
    path("<slug:event>/delegations/<uuid:delegation>/fees/card/", bills.card, name="bill_card"),
    path(
        "<slug:event>/delegations/<uuid:delegation>/fees/invoice/",
        bills.invoice,
        name="bill_invoice",
    ),
    path("<slug:event>/papers/<uuid:paper>/", fee.paper, name="paper"),
    path("<slug:event>/organise/fees/", fees.fees, name="fees"),
    path("<slug:event>/organise/fees/terms/", fees.terms, name="fee_terms"),
    path("<slug:event>/organise/fees/prices/", fees.prices, name="fee_prices"),
    path("<slug:event>/organise/fees/payers/", payers.payers, name="payers"),
    path("<slug:event>/organise/fees/payers/<uuid:payer>/", payers.payer, name="payer"),
    path("<slug:event>/organise/fees/payers/<uuid:payer>/pay/", payers.take, name="payer_take"),
    path(
        "<slug:event>/organise/fees/payers/<uuid:payer>/invoice/",
        payers.invoice,
        name="payer_invoice",
    ),
    path(
        "<slug:event>/organise/fees/payers/<uuid:payer>/charge/",
        payers.charge,
        name="payer_charge",
    ),
    path("<slug:event>/organise/fees/<uuid:fee>/", fees.one, name="fee_of"),
    path("<slug:event>/organise/fees/<uuid:fee>/pay/", fees.take, name="fee_take"),
    path("<slug:event>/organise/fees/<uuid:fee>/waive/", fees.waive, name="fee_waive"),
    path(
        "<slug:event>/organise/fees/<uuid:fee>/refund/",
        fees.answer_refund,
        name="fee_answer_refund",
    ),
    path("<slug:event>/organise/fees/<uuid:fee>/payer/", fees.payer, name="fee_payer"),
    path("<slug:event>/organise/payments/<uuid:payment>/refund/", fees.refund, name="refund"),
    path("<slug:event>/organise/payments/<uuid:payment>/accept/", fees.accept, name="accept"),
    path("<slug:event>/organise/fund/", fund.fund, name="fund"),
    path("<slug:event>/organise/fund/give/", fund.give, name="fund_give"),
    path("<slug:event>/organise/fund/<uuid:grant>/", fund.grant, name="grant"),
    path("<slug:event>/organise/fund/<uuid:grant>/decide/", fund.decide, name="grant_decide"),
    path("<slug:event>/organise/fund/<uuid:grant>/pay/", fund.pay, name="grant_pay"),
]
